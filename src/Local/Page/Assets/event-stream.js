// Three times what the server is silent for at most.
const SILENCE = 45_000;
const MEDIA_TYPE = 'text/event-stream';
const END_OF_EVENT = '\n\n';

/**
 * The server-sent events that a path streams, as they come: `{ name, data }`. None where it does not stream. It throws where the connection
 * breaks, nothing comes for too long, not even a comment, or `signal` ends it.
 */
export async function* readEvents(path, signal) {
  const silence = new AbortController();
  let timer;
  const listen = () => {
    clearTimeout(timer);
    timer = setTimeout(() => silence.abort(), SILENCE);
  };
  listen();
  try {
    const reply = await fetch(path, { cache: 'no-store', headers: { Accept: MEDIA_TYPE }, signal: AbortSignal.any([signal, silence.signal]) });
    if (!reply.ok || !reply.headers.get('Content-Type')?.startsWith(MEDIA_TYPE)) {
      await reply.body?.cancel();
      return;
    }

    const reader = reply.body.pipeThrough(new TextDecoderStream()).getReader();
    try {
      let text = '';
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        listen();
        const events = (text + part.value).split(END_OF_EVENT);
        text = events.pop();
        for (const event of events) {
          const name = fieldOf(event, 'event');
          if (name !== '') yield { name, data: fieldOf(event, 'data') };
        }
      }
    } finally {
      reader.cancel().catch(() => {});
    }
  } finally {
    clearTimeout(timer);
  }
}

function fieldOf(event, name) {
  const start = `${name}: `;
  return event
    .split('\n')
    .filter((line) => line.startsWith(start))
    .map((line) => line.slice(start.length))
    .join('\n');
}
