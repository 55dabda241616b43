import '../../_ui/shell/message.css';

export default function Loading() {
  return (
    <main id="main" aria-busy="true">
      <div className="loading" />
      <p className="visually-hidden">Loading</p>
    </main>
  );
}
