// Walks through the page of examples/react at the address given, and prints what it saw as JSON.
// Usage: node react.js ADDRESS
import { chromium } from 'playwright-core';

const [address] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync',
  ],
});
try {
  const page = await browser.newPage();
  const origins = new Set();
  const complaints = [];
  page.on('request', (request) => {
    if (request.url().startsWith('http')) origins.add(new URL(request.url()).origin);
  });
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));

  await page.goto(address);
  const titles = async () => {
    await page.locator('ol a').first().waitFor();
    return page.locator('ol a').allInnerTexts();
  };
  const turn = async (name) => {
    const before = await page.locator('ol a').first().getAttribute('href');
    await page.getByRole('button', { name }).click();
    await page.waitForFunction((href) => {
      const first = document.querySelector('ol a');
      return first && first.getAttribute('href') !== href;
    }, before);
    return titles();
  };
  const heading = async () => page.locator('h1').innerText();

  const forth = [await titles()];
  const count = await heading();
  const older = page.getByRole('button', { name: 'Plus anciens' });
  while (await older.isEnabled()) forth.push(await turn('Plus anciens'));
  const back = [await titles()];
  const newer = page.getByRole('button', { name: 'Plus récents' });
  while (await newer.isEnabled()) back.unshift(await turn('Plus récents'));

  const link = page.locator('ol a').nth(1);
  const id = (await link.getAttribute('href')).slice(1);
  await link.click();
  await page.locator('section mark').waitFor();
  const opinion = {
    id,
    title: await heading(),
    outcome: await page.locator('section > p').innerText(),
    vote: await page.locator('section mark').innerText(),
    declarations: await page.locator('article h3').allInnerTexts(),
    quotes: await page.locator('article mark').count(),
  };
  await page.getByRole('link', { name: 'Tous les avis' }).click();
  const again = await titles();
  console.log(JSON.stringify({ count, forth, back, opinion, again, origins: [...origins], complaints }));
} finally {
  await browser.close();
}
