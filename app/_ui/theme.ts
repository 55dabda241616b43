export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** Where the choice is kept: a cookie, so that the server can draw the first frame in the right colours without any script. */
export const THEME_COOKIE = 'theme';

/** The theme that `value` names; `system` for everything else. */
export const themeOf = (value: string | undefined): Theme => THEMES.find((theme) => theme === value) ?? 'system';

export const THEME_WORDS: Readonly<Record<Theme, string>> = { system: 'As the system', light: 'Light', dark: 'Dark' };
