/** Browser storage that may be switched off: then nothing is remembered, and nothing breaks. */
const PREFIX = "toktok.";

export function remember(key: string, value: string): void {
  try {
    localStorage.setItem(PREFIX + key, value);
  } catch {
    // Switched off or full.
  }
}

export function recall(key: string): string | null {
  try {
    return localStorage.getItem(PREFIX + key);
  } catch {
    return null;
  }
}

export function forget(key: string): void {
  try {
    localStorage.removeItem(PREFIX + key);
  } catch {
    // Switched off.
  }
}

/** Calls `listener` when another tab has changed what is remembered under `key`. */
export function onRemembered(key: string, listener: () => void): void {
  addEventListener("storage", (event) => {
    if (event.key === PREFIX + key) listener();
  });
}
