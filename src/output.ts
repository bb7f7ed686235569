/** What the person who started the platform sees. */
export interface Output {
  /** Stays on the screen. */
  say(text: string): void;
  /** What is being done just now; in a terminal the next one takes its place. */
  progress(text: string): void;
  /** To standard error. */
  complain(text: string): void;
}

const clearLine = '\r\u001b[K';

export function terminalOutput(): Output {
  const { stdout, stderr } = process;
  let hasProgress = false;
  const clear = () => {
    if (hasProgress) stdout.write(clearLine);
    hasProgress = false;
  };
  return {
    say(text) {
      clear();
      stdout.write(`${text}\n`);
    },
    progress(text) {
      const line = `${text} …`;
      if (!stdout.isTTY) return void stdout.write(`${line}\n`);
      clear();
      // A line that wraps could not be cleared.
      stdout.write(line.slice(0, stdout.columns - 1));
      hasProgress = true;
    },
    complain(text) {
      clear();
      stderr.write(`${text}\n`);
    },
  };
}
