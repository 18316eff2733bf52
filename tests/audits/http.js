// Runs the audits of GraphQL over HTTP against the address given, and prints each as JSON: its id, name and status.
// Usage: node http.js ADDRESS
import { auditServer } from 'graphql-http';

const [url] = process.argv.slice(2);
const results = await auditServer({ url });
console.log(JSON.stringify(results.map(({ id, name, status, reason }) => ({ id, name, status, reason }))));
