import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { lineItem, purchase, startForTest, type TestStandIn } from "./testing.js";

let test: TestStandIn;
let url: string;
let id: string;
beforeEach(async () => {
  test = await startForTest();
  ({ id, url } = await open());
});
afterEach(() => test.close());

async function open(change = {}) {
  const session = await test.stripe.checkout.sessions.create(purchase(change));
  return { id: session.id, url: session.url ?? "" };
}
async function page(address = url, headers: Record<string, string> = {}) {
  const answer = await fetch(address, { headers });
  return { status: answer.status, text: await answer.text(), headers: answer.headers };
}
function submit(fields: Record<string, string>, headers: Record<string, string> = { Origin: test.standIn.url }) {
  return fetch(url, { method: "POST", body: new URLSearchParams(fields), headers, redirect: "manual" });
}

function press(path: string) {
  return fetch(`${test.standIn.url}${path}`, {
    method: "POST",
    body: new URLSearchParams(),
    headers: { Origin: test.standIn.url },
    redirect: "manual",
  });
}

describe("the hosted page", () => {
  it("says what it is, what is bought and for how much", async () => {
    const { status, text } = await page();
    expect(status).toBe(200);
    expect(text).toContain("Stripe stand-in: no card is charged, this is not Stripe.");
    expect(text).toContain("A course");
    expect(text).toContain('src="http://localhost:4173/cover.png"');
    expect(text).toContain("Pay $49.00");
    expect(text).toContain('href="http://localhost:4173/course"');
  });

  it("writes amounts as the visitor does", async () => {
    const { url: yen } = await open({ line_items: [lineItem(4900, "jpy")] });
    expect((await page(yen, { "Accept-Language": "ja,en;q=0.5" })).text).toContain("￥4,900");
    expect((await page(url, { "Accept-Language": "de-DE" })).text).toContain("49,00\u00a0$");
    expect((await page(url, { "Accept-Language": "!!" })).text).toContain("$49.00");
  });

  it("fills in the address that is known", async () => {
    const { url: known } = await open({ customer_email: "buyer@a.example" });
    expect((await page(known)).text).toMatch(/value="buyer@a\.example"\s+readonly/);
  });

  it("loads nothing but pictures and runs no script", async () => {
    const { headers, text } = await page();
    expect(headers.get("Content-Security-Policy")).toMatch(/^default-src 'none'/);
    expect(text).not.toContain("<script");
  });

  it("shows markup in a title as text", async () => {
    const item = lineItem(4900);
    if (item.price_data?.product_data) item.price_data.product_data.name = "<img src=x onerror=alert(1)>";
    const { url: hostile } = await open({ line_items: [item] });
    expect((await page(hostile)).text).toContain("&lt;img src=x onerror=alert(1)&gt;");
  });

  it("sends the visitor back after paying, with the session's id", async () => {
    const answer = await submit({ method: "card", email: "buyer@a.example" });
    expect(answer.status).toBe(303);
    expect(answer.headers.get("Location")).toBe(`http://localhost:4173/done?session=${id}`);
    expect((await test.stripe.checkout.sessions.retrieve(id)).payment_status).toBe("paid");
  });

  it("says that a card was declined, keeps what was typed, and lets the visitor try again", async () => {
    const answer = await submit({ method: "card_that_is_declined", email: "buyer@a.example" });
    const text = await answer.text();
    expect(answer.status).toBe(402);
    expect(text).toContain('role="alert"');
    expect(text).toContain("declined");
    expect(text).toContain('value="buyer@a.example"');
    expect((await submit({ method: "bank_debit", email: "buyer@a.example" })).status).toBe(303);
  });

  it("says that it is over when it is", async () => {
    await submit({ method: "card" });
    expect((await page()).text).toContain("You have completed this payment.");
    expect((await submit({ method: "card" })).status).toBe(409);
    const other = await open();
    await test.stripe.checkout.sessions.expire(other.id);
    expect((await page(other.url)).text).toContain("This payment page has expired.");
    expect((await page(`${test.standIn.url}/c/pay/cs_test_none`)).status).toBe(404);
  });

  it("takes no payment from another site's form", async () => {
    expect((await submit({ method: "card" }, { Origin: "https://evil.example" })).status).toBe(403);
    expect((await test.stripe.checkout.sessions.retrieve(id)).status).toBe("open");
  });
});

describe("the dashboard", () => {
  it("shows payments, sessions and events, and does what its buttons say", async () => {
    expect((await page(test.standIn.url)).text).toContain("None yet.");
    const intent = String(test.standIn.pay(id, { method: "card" }).payment_intent);
    expect((await page(test.standIn.url)).text).toContain("Refund");
    expect((await press(`/dashboard/payments/${intent}/dispute`)).status).toBe(303);
    const [dispute] = (await test.stripe.disputes.list()).data;
    expect((await page(test.standIn.url)).text).toContain("Dispute won");
    expect((await press(`/dashboard/disputes/${dispute?.id}/won`)).status).toBe(303);
    expect((await press(`/dashboard/payments/${intent}/refund`)).status).toBe(303);
    expect((await page(test.standIn.url)).text).toContain("$49.00 refunded");
    expect((await press(`/dashboard/payments/${intent}/refund`)).status).toBe(400);
    expect((await press(`/dashboard/events/${test.standIn.events()[0]?.id}/resend`)).status).toBe(303);
  });
});

describe("the form within a page of the shop", () => {
  async function openEmbedded(): Promise<string> {
    const { client_secret: secret } = await test.stripe.checkout.sessions.create({
      mode: "payment",
      ui_mode: "embedded_page",
      return_url: "http://localhost:4173/done",
      redirect_on_completion: "if_required",
      line_items: [lineItem(4900)],
    });
    return `${test.standIn.url}/c/embedded/${secret ?? ""}`;
  }

  it("may be framed, which no other page may", async () => {
    const { status, text, headers } = await page(await openEmbedded());
    expect(status).toBe(200);
    expect(text).toContain("Stripe stand-in: no card is charged, this is not Stripe.");
    expect(headers.get("Content-Security-Policy")).not.toContain("frame-ancestors");
    expect((await page()).headers.get("Content-Security-Policy")).toContain("frame-ancestors 'none'");
  });

  it("is found by the client secret alone, and pays", async () => {
    const address = await openEmbedded();
    expect((await page(`${test.standIn.url}/c/embedded/${id}`)).status).toBe(404);
    expect((await page(`${test.standIn.url}/c/embedded/null`)).status).toBe(404);
    const body = new URLSearchParams({ email: "a@example.com", method: "card" });
    const paid = await fetch(address, { method: "POST", body, headers: { Origin: test.standIn.url } });
    expect(await paid.text()).toContain("/embedded-complete.js");
    expect(test.standIn.sessions().at(-1)).toMatchObject({ status: "complete", payment_status: "paid" });
    expect((await page(address)).status).toBe(404);
  });
});
