import { chromium } from '@playwright/test';
const base='http://localhost:18080';
const b = await chromium.launch({ executablePath:'/usr/bin/chromium', args:['--no-sandbox','--disable-gpu','--disable-quic','--no-first-run','--disable-background-networking','--disable-component-update','--disable-sync'] });
const p = await (await b.newContext({ viewport:{width:1280,height:900} })).newPage();
p.on('console', m => { if (['error','warning'].includes(m.type())) console.log('CONSOLE', m.type(), m.text().slice(0,250)); });
p.on('pageerror', e => console.log('PAGEERROR', e.message.slice(0,300)));
for (const [n,u] of JSON.parse(process.argv[2])) {
  const r = await p.goto(base+u, { waitUntil:'networkidle' }).catch(e=>{console.log(e.message.slice(0,150));});
  await p.waitForTimeout(800);
  console.log(n, r?.status(), await p.title());
  await p.screenshot({ path:`/tmp/s-${n}.png`, fullPage: true });
}
await b.close();
