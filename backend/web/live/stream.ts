/** The server's stream of events: it comes back after every interruption and goes on where it ended. */
import { recall } from "../storage";

const REST_AFTER = 60_000;
const FIRST_PAUSE = 1_000;
const LAST_PAUSE = 30_000;

export interface Stream {
  /** Names of the events that are wanted. */
  kinds: readonly string[];
  hear: (kind: string, data: string) => void;
  /** A connection stands again that was lost. */
  again: () => void;
}

/** Opens the stream after block `since`; what happened after it is told first. */
export function openStream(since: number, { kinds, hear, again }: Stream): void {
  let source: EventSource;
  let place = String(since);
  let lost = false;
  let pause = FIRST_PAUSE;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let rest: ReturnType<typeof setTimeout> | undefined;

  const open = (): void => {
    clearTimeout(retry);
    source = new EventSource(`/v1/events?after=${encodeURIComponent(place)}`);
    for (const kind of kinds) {
      source.addEventListener(kind, (message: MessageEvent<string>) => {
        // A new connection is told by this where the one before ended; a browser's own tells it by itself.
        place = message.lastEventId;
        hear(kind, message.data);
      });
    }
    source.addEventListener("open", () => {
      pause = FIRST_PAUSE;
      if (lost) again();
      lost = false;
    });
    source.addEventListener("error", () => {
      lost = true;
      // After a lost connection browsers come back by themselves, after an answer that is an error they do not.
      if (source.readyState === EventSource.CLOSED && !document.hidden) retryLater();
    });
  };
  const retryLater = (): void => {
    clearTimeout(retry);
    retry = setTimeout(open, pause);
    pause = Math.min(2 * pause, LAST_PAUSE);
  };
  const reopen = (): void => {
    source.close();
    lost = true;
    open();
  };
  open();
  // The browser may sit out a pause of its own, or not have noticed yet that its old connection leads nowhere.
  addEventListener("online", reopen);
  // Browsers allow few connections to one host: a page nobody looks at gives its own back.
  document.addEventListener("visibilitychange", () => {
    clearTimeout(rest);
    if (!document.hidden && source.readyState === EventSource.CLOSED) reopen();
    // Who asked to be notified wants to hear of things just then.
    if (document.hidden && !recall("notify")) {
      rest = setTimeout(() => {
        clearTimeout(retry);
        source.close();
      }, REST_AFTER);
    }
  });
}
