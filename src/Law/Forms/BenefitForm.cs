using Mingsuan.Law.Checking;
using Mingsuan.Law.Reading;
using Mingsuan.Policy.Primitives;
using Mingsuan.Policy.Provisions;
using Mingsuan.Policy.Vocabulary;

namespace Mingsuan.Law.Forms;

/// <summary>待遇 — the form of <c>benefit</c>: rows or a table, with defaults at the top.</summary>
public static class BenefitForm
{
    public static readonly Field<decimal> Ratio = new("ratio", Shapes.Percent, "per cent that the pool pays");
    private static readonly Field<bool> Pays = new("pays", Shapes.Flag, "false: this row pays nothing (true)");
    private static readonly Field<Money> Deductible = new("deductible", Shapes.Money, "what the person bears first");
    private static readonly Field<DeductiblePer> Per =
        new("deductible-per", Shapes.WordOf<DeductiblePer>(), "how it accumulates (visit)");

    private static readonly Field<Money> DeductibleTotal =
        new("deductible-year-total", Shapes.Money, "the most that deductibles come to in a year");

    private static readonly Field<Money> FixedSum =
        new("fixed-sum", Shapes.Money, "the pool pays this sum, passing deductible and ratio");

    private static readonly Field<Money> VisitLimit = new("visit-limit", Shapes.Money, "the most for one visit");
    private static readonly Field<Money> YearLimit = new("year-limit", Shapes.Money, "the most in a benefit year");
    private static readonly Field<Fund> FundPaid =
        new("fund", Shapes.WordOf<Fund>(), "the fund that pays (hifp)");

    private static readonly Field<BenefitOrder> Order =
        new("order", Shapes.WordOf<BenefitOrder>(), "which comes first (deductible-then-ratio)");

    private static readonly Field<string> Disease = new("disease", Shapes.Code, "the registered disease it is for");
    private static readonly Field<IReadOnlyList<string>> Diagnoses =
        new("diagnoses", Shapes.Codes, "categories of diagnosis that it is for");

    private static readonly Field[] RowFields =
    [
        Pays, Ratio, Deductible, Per, DeductibleTotal, FixedSum, VisitLimit, YearLimit, FundPaid, Order, Disease,
        Diagnoses,
    ];

    /// <summary>The fields of one row.</summary>
    public static readonly Form RowForm = new("row", [RuleForm.When, .. RowFields]);

    private static readonly Field<string> Pool =
        new("benefit", Shapes.Name, "the pool: rows of one pool share their yearly totals", true);

    private static readonly Field<DateOnly> YearStarts =
        new("year-starts", Shapes.MonthDay, "the benefit year's first day (01-01)");

    private static readonly Field<IReadOnlyList<FormValues>> Rows = new("rows",
        new ListShape<FormValues>(new FormShape<FormValues>(RowForm, values => values)),
        "rows, each with the case it is for");

    private static readonly Field<IReadOnlyList<FormValues>> Table =
        new("table", new BenefitTableShape(), "rows written as a table: by a fact, columns, cells");

    public static readonly RuleForm Form = new(
        Pool,
        "how the in-scope amount is split, row by row",
        [YearStarts, Rows, Table, .. RowFields],
        Build);

    private static IEnumerable<Provision> Build(FormValues top)
    {
        var starts = top.Get(YearStarts, new DateOnly(2001, 1, 1));
        var rows = top.Get(Rows, []).Concat(top.Get(Table, [])).DefaultIfEmpty(top);
        foreach (var row in rows)
        {
            var pays = Value(row, top, Pays, true);
            var fixedSum = Optional(row, top, FixedSum);
            if (pays && fixedSum is null && !row.Has(Ratio) && !top.Has(Ratio))
            {
                row.Reader.Report(DiagnosticKinds.MissingField, row.Line, Ratio.Name, Pool.Name, Ratio.Meaning);
            }

            yield return new Benefit
            {
                ClauseId = row.Reader.ClauseId,
                Jurisdiction = row.Reader.Jurisdiction,
                Effective = Period.Always,
                When = ReferenceEquals(row, top) ? Condition.Always : row.Get(RuleForm.When, Condition.Always),
                Pool = top.Get(Pool),
                Pays = pays,
                Fund = Value(row, top, FundPaid, Fund.Hifp),
                Ratio = pays && fixedSum is null ? Value(row, top, Ratio, 0m) / 100m : 0m,
                Deductible = Value(row, top, Deductible, Money.Zero),
                DeductiblePer = Value(row, top, Per, DeductiblePer.Visit),
                DeductibleYearTotal = Optional(row, top, DeductibleTotal),
                FixedSum = fixedSum,
                VisitLimit = Optional(row, top, VisitLimit),
                YearLimit = Optional(row, top, YearLimit),
                Order = Value(row, top, Order, BenefitOrder.DeductibleThenRatio),
                YearStartMonth = starts.Month,
                YearStartDay = starts.Day,
                DiseaseCode = row.Find(Disease) ?? top.Find(Disease),
                Diagnoses = Value(row, top, Diagnoses, []),
            };
        }
    }

    private static T Value<T>(FormValues row, FormValues top, Field<T> field, T otherwise) =>
        row.Get(field, top.Get(field, otherwise));

    private static T? Optional<T>(FormValues row, FormValues top, Field<T> field)
        where T : struct => row.Maybe(field) ?? top.Maybe(field);
}
