import { Text } from '../text.tsx';

/** What is to be said of a design besides its verdicts. */
export const Remarks = ({ remarks }: { readonly remarks: readonly string[] }) =>
  remarks.map((remark) => (
    <div key={remark} className="trace-remark">
      <Text>{remark}</Text>
    </div>
  ));
