// Opens GraphiQL at the address given, runs the query of its first tab, and prints what it saw as JSON.
// Usage: node graphiql.js ADDRESS SCREENSHOT
import { chromium } from 'playwright-core';

const [address, screenshot] = process.argv.slice(2);
const origin = new URL(address).origin;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync',
  ],
});
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const requests = [];
  const complaints = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(address);
  await page.locator('.graphiql-execute-button').click();
  const result = page.locator('.result-window .CodeMirror');
  await page.waitForFunction(
    () => document.querySelector('.result-window .CodeMirror')?.CodeMirror.getValue().includes('"data"'),
  );
  const answer = await result.evaluate((element) => element.CodeMirror.getValue());
  const tabs = await page.locator('.graphiql-tab').allInnerTexts();
  await page.screenshot({ path: screenshot });
  const outside = requests.filter((url) => !url.startsWith('data:') && !url.startsWith('blob:') && new URL(url).origin !== origin);
  console.log(JSON.stringify({ answer: JSON.parse(answer), tabs, requests: requests.length, outside, complaints }));
} finally {
  await browser.close();
}
