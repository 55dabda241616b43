'use client';

import { useEffect, useState } from 'react';

/** What is left until `endsAt`, by the server's clock: `now` is what that showed when this was sent. */
export function TimeLeft({
  endsAt,
  now,
  isPaused,
}: {
  readonly endsAt: number;
  readonly now: number;
  readonly isPaused: boolean;
}) {
  const [shift, setShift] = useState(0);
  const [here, setHere] = useState(now);
  useEffect(() => setShift(now - Date.now()), [now]);
  useEffect(() => {
    if (isPaused) return;
    const timer = setInterval(() => setHere(Date.now() + shift), 1000);
    return () => clearInterval(timer);
  }, [shift, isPaused]);
  const seconds = Math.max(0, Math.round((endsAt - (isPaused ? now : here)) / 1000));
  const words = seconds === 0 ? 'time is over' : `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')} left`;
  return <span className="room-time">{isPaused ? `${words}, paused` : words}</span>;
}
