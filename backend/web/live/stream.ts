/** The server's stream of events: it comes back after every interruption and goes on where it ended. */
import { recall } from "../storage";

const REST_AFTER = 60_000;
const FIRST_PAUSE = 1_000;
const LAST_PAUSE = 30_000;

export interface Wanted {
  /** Names of the events that are wanted. */
  kinds: readonly string[];
  hear: (kind: string, data: string) => void;
  /** A connection stands again that was lost. */
  again: () => void;
}

/** Opens the stream after block `since`; what happened after it is told first. */
export function openStream(since: number, wanted: Wanted): void {
  const stream = new Stream(String(since), wanted);
  // The browser may sit out a pause of its own, or not have noticed yet that its old connection leads nowhere.
  addEventListener("online", () => stream.reopen());
  // Browsers allow few connections to one host: a page nobody looks at gives its own back.
  document.addEventListener("visibilitychange", () => stream.followSight());
}

class Stream {
  private source: EventSource;
  private lost = false;
  private pause = FIRST_PAUSE;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private rest: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private place: string,
    private readonly wanted: Wanted,
  ) {
    this.source = this.open();
  }

  reopen(): void {
    this.source.close();
    this.lost = true;
    this.source = this.open();
  }

  followSight(): void {
    clearTimeout(this.rest);
    if (!document.hidden && this.source.readyState === EventSource.CLOSED) this.reopen();
    // Who asked to be notified wants to hear of things just then.
    if (document.hidden && !recall("notify")) this.rest = setTimeout(() => this.close(), REST_AFTER);
  }

  private open(): EventSource {
    clearTimeout(this.retry);
    const source = new EventSource(`/v1/events?after=${encodeURIComponent(this.place)}`);
    for (const kind of this.wanted.kinds) {
      source.addEventListener(kind, (message: MessageEvent<string>) => {
        // A new connection is told by this where the one before ended; a browser's own tells it by itself.
        this.place = message.lastEventId;
        this.wanted.hear(kind, message.data);
      });
    }
    source.addEventListener("open", () => this.opened());
    source.addEventListener("error", () => {
      this.lost = true;
      // After a lost connection browsers come back by themselves, after an answer that is an error they do not.
      if (source.readyState === EventSource.CLOSED && !document.hidden) this.openLater();
    });
    return source;
  }

  private opened(): void {
    this.pause = FIRST_PAUSE;
    if (this.lost) this.wanted.again();
    this.lost = false;
  }

  private openLater(): void {
    clearTimeout(this.retry);
    this.retry = setTimeout(() => (this.source = this.open()), this.pause);
    this.pause = Math.min(2 * this.pause, LAST_PAUSE);
  }

  private close(): void {
    clearTimeout(this.retry);
    this.source.close();
  }
}
