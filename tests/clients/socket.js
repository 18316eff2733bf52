// What a server says over WebSockets to clients that keep to the protocol graphql-transport-ws, and to those that do not.
// Prints for each talk the messages and the close code, as JSON.
// Usage: node socket.js ADDRESS
import WebSocket from 'ws';

const address = process.argv[2].replace('http', 'ws');
const PROTOCOL = 'graphql-transport-ws';
const init = { type: 'connection_init' };
const subscribe = (id, query) => ({ id, type: 'subscribe', payload: { query } });
const FOLLOW = 'subscription { changes(after: "now") { nodeId } }';

// Sends the messages, each once as many answers have come as it says, and ends the talk after `answers` of them.
function talk({ protocols = [PROTOCOL], messages = [], answers = Infinity }) {
  return new Promise((resolve) => {
    const heard = [];
    const socket = new WebSocket(address, protocols);
    const rest = [...messages];
    const go = () => {
      while (rest.length > 0 && (rest[0].after ?? 0) <= heard.length) {
        const { after, raw, ...message } = rest.shift();
        socket.send(raw ?? JSON.stringify(message));
      }
      if (heard.length >= answers) socket.close(1000);
    };
    socket.on('open', go);
    socket.on('message', (data) => {
      heard.push(JSON.parse(data));
      go();
    });
    socket.on('error', (error) => resolve({ error: error.message }));
    socket.on('close', (code, reason) => resolve({ heard, code, reason: String(reason) }));
  });
}

const asked = (query) => talk({ messages: [init, { after: 1, ...subscribe('a', query) }], answers: 2 });

console.log(JSON.stringify({
  noProtocol: await talk({ protocols: [] }),
  oldProtocol: await talk({ protocols: ['graphql-ws'] }),
  nonsense: await talk({ messages: [{ raw: 'nonsense' }] }),
  unknown: await talk({ messages: [{ type: 'start' }] }),
  binary: await talk({ messages: [{ raw: Buffer.from('{"type":"ping"}') }] }),
  early: await talk({ messages: [subscribe('a', FOLLOW)] }),
  long: await talk({ messages: [{ raw: 'x'.repeat(2_000_000) }] }),
  silent: await talk({}),
  twice: await talk({ messages: [init, { after: 1, ...init }] }),
  sameId: await talk({
    messages: [init, { after: 1, ...subscribe('a', FOLLOW) }, { after: 1, ...subscribe('a', FOLLOW) }],
  }),
  wrongKey: await talk({ messages: [{ ...init, payload: { Authorization: 'Bearer hemicycle_x_y' } }] }),
  ping: await talk({ messages: [{ type: 'ping', payload: { n: 1 } }, { type: 'pong' }, { type: 'ping' }], answers: 2 }),
  query: await talk({ messages: [init, { after: 1, ...subscribe('a', '{ __typename }') }], answers: 3 }),
  mutation: await asked('mutation { importDocument(input: { file: null }) { changes } }'),
  wrong: await asked('subscription { nonsense }'),
  dear: await asked(`subscription { changes { node { id } ${'node { id } '.repeat(500)} } }`),
  many: await talk({
    messages: [init, ...['a', 'b', 'c'].map((id) => ({ after: 1, ...subscribe(id, FOLLOW) }))],
    answers: 2,
  }),
  // Its id is free again once it has ended.
  again: await talk({
    messages: [
      init,
      { after: 1, ...subscribe('a', FOLLOW) },
      { after: 1, id: 'a', type: 'complete' },
      { after: 1, ...subscribe('a', '{ __typename }') },
    ],
    answers: 3,
  }),
}));
