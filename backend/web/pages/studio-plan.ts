/** The subscription plan of the connected account: offered, changed, ended. */
import { connect } from "../actions/connect";
import { endPlan } from "../actions/endPlan";
import { setPlan, type PlanTerms } from "../actions/setPlan";
import { find, maybe } from "../dom";
import { amount, parse, parseSum, tt, Unreadable } from "../format";
import { bindForm, complain, reading } from "../forms/form";
import { showOwn } from "../studio/own";
import { t } from "../texts";

const DAY = 86_400n;
const LONGEST = 366n;
const [FANS_BPS, PROTOCOL_BPS, BPS] = [1_500n, 500n, 10_000n];

const holder = find("#own");
find("button", holder).addEventListener("click", () => void connect());
const renew = showOwn(holder, (account) => `/fragments/studio/plan/${account}`, bind);

function bind(): void {
  const form = find<HTMLFormElement>("#plan");
  form.addEventListener("input", () => {
    complain(form, "");
    showParts(form);
  });
  showParts(form);
  bindForm(form, {
    check: () => void readPlan(form),
    act: (session, step) => setPlan(session, readPlan(form), step),
    done: renew,
  });
  const end = maybe<HTMLFormElement>("#end-plan");
  if (end) bindForm(end, { act: (session, step) => endPlan(session, step), done: renew });
}

function readPlan(form: HTMLFormElement): PlanTerms {
  return {
    fee: reading(form, "fee", parseSum),
    period: DAY * reading(form, "period", (typed) => {
      const days = parse(typed, 0);
      if (days < 1n || days > LONGEST) throw new Unreadable(t("studio.between", { least: "1", most: String(LONGEST) }));
      return days;
    }),
    minimumHolding: maybe("[name=holding]", form) ? reading(form, "holding", (typed) => parse(typed || "0")) : 0n,
  };
}

/** Who gets what of a period, as the ledger divides it. */
function showParts(form: HTMLFormElement): void {
  let fee = 0n;
  try {
    fee = parse(find<HTMLInputElement>("[name=fee]", form).value || "0");
  } catch {
    // The field says so on signing.
  }
  const toFans = (fee * FANS_BPS) / BPS;
  const toProtocol = (fee * PROTOCOL_BPS) / BPS;
  find("#plan-parts").textContent = t("studio.plan_parts", {
    you: tt(fee - toFans - toProtocol), fans: tt(toFans), protocol: amount(toProtocol),
  });
}
