// Follows a subscription with the client that people use, and prints what comes, a line of JSON each. Where the connection
// is lost it says so, waits for the server's new address on its input, and goes on from the last cursor that it has.
// Usage: node follow.js ws|sse ADDRESS SUBSCRIPTION VARIABLES
import { createInterface } from 'node:readline';
import { createClient as createEvents } from 'graphql-sse';
import { createClient as createSocket } from 'graphql-ws';
import WebSocket from 'ws';

const [kind, address, query, given] = process.argv.slice(2);
const addresses = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const say = (line) => console.log(JSON.stringify(line));

function client(url) {
  return kind === 'ws'
    ? createSocket({ url: url.replace('http', 'ws'), webSocketImpl: WebSocket, retryAttempts: 0 })
    : createEvents({ url, retryAttempts: 0 });
}

let url = address;
const variables = JSON.parse(given);
for (;;) {
  try {
    for await (const next of client(url).iterate({ query, variables })) {
      say({ next });
      variables.after = next.data?.changes?.cursor ?? variables.after;
    }
    say({ complete: true });
    break;
  } catch (error) {
    say({ lost: error.code ?? error.message ?? String(error) });
    const { value, done } = await addresses.next();
    if (done) break;
    url = value;
  }
}
process.exit(0);
