import { expect } from "@open-wc/testing";

import { onConsentChange, pageConsent } from "./page-consent.js";
import { configurePage } from "./page-settings.js";

/** The page's script as these modules find it: by the folder that it comes from. */
const script = document.createElement("script");
script.type = "module";
script.src = new URL("page-settings.ts", import.meta.url).href;
document.head.append(script);

const nextTask = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

describe("consent", () => {
  it("is functional where the page says nothing", () => {
    expect(pageConsent()).to.equal("functional");
  });

  it("is what the script tag says, live; a word that is unknown allows nothing", async () => {
    const heard: string[] = [];
    const end = onConsentChange(() => heard.push(pageConsent()));
    for (const word of ["all", "none", "nonsense", "functional"]) {
      script.dataset["consent"] = word;
      await nextTask();
    }
    expect(heard).to.deep.equal(["all", "none", "functional"]);
    end();
    script.dataset["consent"] = "all";
    await nextTask();
    expect(heard).to.have.length(3);
    expect(pageConsent()).to.equal("all");
  });

  it("is what a bundled page configures, which goes before the script tag", () => {
    const heard: string[] = [];
    const end = onConsentChange(() => heard.push(pageConsent()));
    configurePage({ consent: "none" });
    configurePage({ locale: "de" });
    configurePage({ consent: "all", locale: "" });
    expect(heard).to.deep.equal(["none", "all"]);
    end();
  });
});
