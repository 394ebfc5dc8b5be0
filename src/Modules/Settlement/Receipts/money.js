// 复算 — every amount of a settlement from the claim's facts and the law's rows alone. It never looks at what the
// platform decided. Amounts are whole fen in BigInt; ratios, prices and quantities are exact fractions.
const MingsuanMoney = (() => {
  "use strict";

  const funds = ["hifp_pay", "hifob_pay", "hifmi_pay", "hifes_pay", "cvlserv_pay", "maf_pay", "oth_pay"];

  /** The columns that are computed first; the others follow from them. */
  const base = [
    "medfee_sumamt", "fulamt_ownpay_amt", "overlmt_selfpay", "preselfpay_amt", "inscp_scp_amt", "act_pay_dedc",
    ...funds, "acct_pay", "acct_mulaid_pay", "hosp_part_amt",
  ];

  const columns = [
    ...base.slice(0, 13), "fund_pay_sumamt", "psn_part_amt", "acct_pay", "acct_mulaid_pay", "psn_cash_pay",
    "hosp_part_amt",
  ];

  /** The words of the law's rows. A row in another word is one that nobody here can apply. */
  const rules = [
    "account", "ceiling", "class", "deductible", "fixedSum", "fundTotalWithAccount", "fundZero", "outside", "ratio",
    "ratioFloor", "refusedLine", "visitLimit", "yearLimit",
  ];

  /** A decimal, given as a text or a number, as an exact fraction [numerator, denominator]. */
  const decimal = (value) => {
    const match = /^(-?)(\d*)(?:\.(\d*))?(?:e([+-]?\d+))?$/i.exec(String(value).trim());
    if (!match || (match[2] + (match[3] ?? "")).length === 0) {
      throw new Error(`不是数字：${value}`);
    }

    const [, sign, whole, part = "", power = "0"] = match;
    const digits = BigInt(whole + part) * (sign ? -1n : 1n);
    const exponent = Number(power) - part.length;
    return exponent >= 0 ? [digits * 10n ** BigInt(exponent), 1n] : [digits, 10n ** BigInt(-exponent)];
  };

  const product = ([a, b], [c, d]) => [a * c, b * d];

  const isLess = ([a, b], [c, d]) => a * d < c * b;

  /** 四舍五入 of a fraction that is not negative. */
  const rounded = ([a, b]) => (2n * a + b) / (2n * b);

  const fenOf = (yuan) => rounded(product(decimal(yuan), [100n, 1n]));

  /** 单价 × 数量, to the fen. */
  const charge = (price, quantity) => rounded(product(product(price, quantity), [100n, 1n]));

  const share = (fen, ratio) => rounded(product([fen, 1n], ratio));

  const least = (a, b) => (a < b ? a : b);

  const most = (a, b) => (a > b ? a : b);

  const sum = (amounts) => amounts.reduce((a, b) => a + b, 0n);

  const yuan = (fen) => {
    const digits = String(fen < 0n ? -fen : fen).padStart(3, "0");
    return `${fen < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
  };

  /** 最大余数法 — parts that sum to the total exactly; of equal remainders the earlier line's comes first. */
  const allot = (total, weights) => {
    const all = sum(weights);
    if (total === 0n) {
      return weights.map(() => 0n);
    }

    const parts = weights.map((weight) => (total * weight) / all);
    const rests = weights.map((weight) => (total * weight) % all);
    for (let left = total - sum(parts); left > 0n; left--) {
      let best = 0;
      rests.forEach((rest, i) => {
        best = rest > rests[best] ? i : best;
      });
      parts[best] += 1n;
      rests[best] = -1n;
    }

    return parts;
  };

  /** The lines of a question: one that is no list is a list of one. */
  const linesOf = (facts) => [facts.lines ?? []].flat();

  /** 单价, 数量, 金额 of a line as the claim states them. */
  const priced = (line) => {
    const quantity = decimal(line.quantity ?? 1);
    const stated = line.amount ?? null;
    const [a, b] = stated === null ? [0n, 1n] : decimal(stated);
    const price = line.unitPrice == null ? [a * quantity[1], b * quantity[0]] : decimal(line.unitPrice);
    return { quantity, price, amount: stated === null ? charge(price, quantity) : fenOf(stated) };
  };

  /** 支付标准 — what of a charge the ceiling of its row accepts. */
  const accepted = (line, row, { price, quantity, amount }) => {
    const limit = !row ? null
      : row.base === "lowerOfChargeAndCeiling" ? line.ceiling ?? null
      : row.base === "lowerOfChargeAndPublicReference" ? line.publicReference ?? line.ceiling ?? null
      : null;
    return limit !== null && isLess(decimal(limit), price) ? least(amount, charge(decimal(limit), quantity)) : amount;
  };

  const recompute = (facts, rows) => {
    const strange = rows.find((row) => !rules.includes(row.rule));
    if (strange) {
      throw new Error(`不认识的规定 ${strange.rule}`);
    }

    const rule = (name, line) => rows.find((row) => row.rule === name && (line === undefined || row.line === line));
    const steps = [];
    const step = (kind, before, after, line) => steps.push({ kind, before, after, line });
    const total = Object.fromEntries(base.map((name) => [name, 0n]));
    let delivery = 0n;

    // 一、逐行拆分：甲乙丙、超限价、先行自付、政策范围内，每行各自四舍五入。
    const lines = linesOf(facts).map((line, index) => {
      const own = Object.fromEntries(base.map((name) => [name, 0n]));
      const whole = priced(line);
      const result = {
        id: String(line.id ?? index + 1), kind: line.kind ?? "service", columns: own, amount: whole.amount,
        outside: Boolean(rule("outside", index)), refused: Boolean(rule("refusedLine", index)),
        eligible: !rule("fundZero", index),
      };
      if (result.outside) {
        delivery += whole.amount;
        step("deliveryOutside", whole.amount, 0n, index);
      } else if (result.refused) {
        step("lineAmount", 0n, whole.amount, index);
        step("lineRefused", whole.amount, 0n, index);
        if (rule("refusedLine", index).code === "E-OVER-CEILING") {
          checkCeiling(line, index, whole, true);
        }
      } else {
        split(line, index, whole, own);
      }

      base.slice(0, 5).forEach((name) => {
        total[name] += own[name];
      });
      return result;
    });

    /** Whether a line is refused for its price is arithmetic, too. */
    function checkCeiling(line, index, whole, refused) {
      const standard = rule("ceiling", index);
      if (standard?.excess === "refuse" && (accepted(line, standard, whole) < whole.amount) !== refused) {
        throw new Error(`明细 ${line.id ?? index + 1} ${refused ? "没有超过限价，却未收取" : "超过限价，不得收取"}`);
      }
    }

    function split(line, index, whole, own) {
      checkCeiling(line, index, whole, false);
      const known = rule("class", index);
      const standard = rule("ceiling", index);
      const limit = accepted(line, standard, whole);
      let amount = whole.amount;
      step("lineAmount", 0n, amount, index);
      if (limit < amount && standard.excess === "notChargeable") {
        step("notChargeableExcess", amount, limit, index);
        amount = limit;
      }

      own.medfee_sumamt = amount;
      if ((line.class ?? known?.class) === "C") {
        own.fulamt_ownpay_amt = amount;
        step("fullSelfPay", amount, 0n, index);
        return;
      }

      let rest = amount;
      if (limit < rest) {
        own.overlmt_selfpay = rest - limit;
        step("overLimit", rest, limit, index);
        rest = limit;
      }

      const copay = decimal(line.initialCopay ?? known?.initialCopay ?? 0);
      if (copay[0] > 0n) {
        own.preselfpay_amt = least(rest, share(rest, copay));
        step("initialCopay", rest, rest - own.preselfpay_amt, index);
        rest -= own.preselfpay_amt;
      }

      own.inscp_scp_amt = rest;
    }

    // 二、统筹支付：起付线、比例、限额，整笔只算一次、只舍入一次，再按最大余数法分到各行。
    const fixed = rule("fixedSum");
    const ratioRow = rule("ratio");
    const charged = lines.filter((line) => !line.outside && !line.refused);
    charged.forEach((line) => {
      if (!line.eligible) {
        step("fundZero", line.columns.inscp_scp_amt, 0n, lines.indexOf(line));
      }
    });
    const weights = lines.map((line) =>
      line.eligible && !line.outside && !line.refused ? line.columns.inscp_scp_amt : 0n);
    const inScope = sum(weights);
    let ratio = [0n, 1n];
    if ((fixed || ratioRow) && inScope > 0n) {
      step("inScope", total.medfee_sumamt, inScope);
      const { paid, deductible } = pool(inScope);
      const deducted = allot(deductible, weights);
      const shares = allot(paid, weights.map((weight, i) => weight - deducted[i]));
      const fund = (fixed ?? ratioRow).fund;
      lines.forEach((line, i) => {
        line.columns.act_pay_dedc = deducted[i];
        line.columns[fund] = shares[i];
      });
      total.act_pay_dedc = deductible;
      total[fund] = paid;
    }

    /** 起付线余额. */
    function remaining() {
      const row = rule("deductible");
      const year = facts.insured?.year ?? facts.year ?? {};
      const used = fenOf(year.deductibleUsed ?? 0);
      const levels = row.level != null ? year.byLevel : null;
      const level = levels == null ? used : atLevel(levels[row.level]);
      const before = { visit: 0n, year: used, levelAndYear: level }[row.per];
      const left = fenOf(row.amount) - before;
      return most(row.yearTotal == null ? left : least(left, fenOf(row.yearTotal) - used), 0n);
    }

    function atLevel(stated) {
      return fenOf((stated !== null && typeof stated === "object" ? stated.deductibleUsed : stated) ?? 0);
    }

    function pool(amount) {
      let [paid, deductible] = [0n, 0n];
      if (fixed) {
        paid = least(fenOf(fixed.amount), amount);
        step("fixedSum", amount, paid);
      } else {
        const floor = rule("ratioFloor");
        ratio = decimal(floor ? floor.atLeast : ratioRow.ratio);
        deductible = least(amount, remaining());
        if (ratioRow.order === "deductibleThenRatio") {
          step("deductible", amount, amount - deductible);
          paid = share(amount - deductible, ratio);
          step("poolShare", amount - deductible, paid);
        } else {
          const gross = share(amount, ratio);
          deductible = least(deductible, gross);
          paid = gross - deductible;
          step("poolShare", amount, gross);
          step("deductible", gross, paid);
        }
      }

      return { paid: limited(paid), deductible };
    }

    function limited(paid) {
      const [visit, year] = [rule("visitLimit"), rule("yearLimit")];
      let left = paid;
      if (visit && left > fenOf(visit.amount)) {
        step("visitLimit", left, fenOf(visit.amount));
        left = fenOf(visit.amount);
      }

      if (year) {
        const used = fenOf((facts.insured?.year ?? facts.year)?.fundPaid ?? 0);
        const room = most(fenOf(year.amount) - used, 0n);
        if (left > room) {
          step("yearLimit", left, room);
          left = room;
        }
      }

      return left;
    }

    // 三、个人账户：各类费用可否用账户支付由条款决定，其余现金。
    const fundOf = (own) => sum(funds.map((name) => own[name]));
    const balance = facts.insured?.accountBalance ?? null;
    const uses = facts.useAccount == null ? balance !== null : String(facts.useAccount).toLowerCase() === "true";
    const allowed = lines.map((line, index) => {
      if (line.outside || line.refused) {
        return 0n;
      }

      const own = line.columns;
      const what = line.kind === "service" ? "Service" : "Drug";
      const costs = [
        [(line.eligible ? "inScope" : "notIncluded") + what, own.inscp_scp_amt - fundOf(own)],
        ["initialCopay", own.preselfpay_amt],
        ["overLimit", own.overlmt_selfpay],
        ["selfPaid" + what, own.fulamt_ownpay_amt],
      ];
      return sum(costs.map(([cost, amount]) => (amount > 0n && rows.some((row) =>
        row.rule === "account" && row.line === index && row.cost === cost && row.pays === true) ? amount : 0n)));
    });
    if (uses) {
      const may = sum(allowed);
      const own = least(may, most(fenOf(balance ?? 0), 0n));
      const family = least(may - own, most(fenOf(facts.insured?.familyBalance ?? 0), 0n));
      const parts = allot(own + family, allowed);
      const shared = allot(family, parts);
      lines.forEach((line, i) => {
        line.columns.acct_pay = parts[i];
        line.columns.acct_mulaid_pay = shared[i];
      });
      const open = total.medfee_sumamt - fundOf(total);
      step("personalAccount", open, open - own);
      step("familyAccount", open - own, open - own - family);
      total.acct_pay = own + family;
      total.acct_mulaid_pay = family;
    }

    /** The columns that follow from the others. */
    function complete(own) {
      const paid = fundOf(own);
      own.psn_part_amt = own.medfee_sumamt - paid - own.hosp_part_amt;
      own.psn_cash_pay = own.psn_part_amt - own.acct_pay;
      own.fund_pay_sumamt = paid + (rule("fundTotalWithAccount") ? own.acct_pay : 0n);
      own.fund = paid;
    }

    lines.forEach((line) => complete(line.columns));
    complete(total);
    step("cash", total.psn_part_amt, total.psn_cash_pay);
    return { total, lines, delivery, ratio, steps };
  };

  return { columns, funds, recompute, yuan, decimal, rounded };
})();
