/** Whether many learn here: people join with a code, and who teaches has an account. Otherwise one person does, and nobody is asked anything. */
export const isTeam = (): boolean => process.env.WORKBOOK_MODE === 'team';

/** The address under which people reach the workbook, where the one that it listens on is another: behind a proxy. */
export const publicUrl = (): string | undefined => process.env.WORKBOOK_URL || undefined;
