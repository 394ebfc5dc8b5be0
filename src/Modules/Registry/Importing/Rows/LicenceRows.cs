using Microsoft.EntityFrameworkCore;
using Mingsuan.Platform.Persistence;
using Mingsuan.Registry.Institutions;

namespace Mingsuan.Registry.Importing.Rows;

/// <summary>执业许可的行.</summary>
internal sealed class LicenceRows : IRowReader
{
    public string Kind => "licences";

    public async Task<IReadOnlyList<RowPlan>> PlanAsync(
        MingsuanDb db, IReadOnlyList<RowValues> rows, PlanContext context, CancellationToken ct)
    {
        var codes = rows.Select(row => row.Text("code")).Distinct().ToArray();
        var known = await db.Set<Institution>().AsNoTracking().AsSplitQuery()
            .Include(one => one.Standings).Include(one => one.Licences)
            .Where(one => codes.Contains(one.Code)).ToDictionaryAsync(one => one.Code, ct);
        return [.. rows.Select(row => Plan(row, known.GetValueOrDefault(row.Text("code")), context))];
    }

    private static RowPlan Plan(RowValues row, Institution? found, PlanContext context)
    {
        var code = row.Text("code");
        var standing = InstitutionCheck.Standing(row, "code", found, context);
        if (row.Maybe("licence") is { } licence && !context.IsFirst($"{code}/{licence}"))
        {
            row.Find("licence", "twice");
        }

        if (standing is null || !row.IsGood)
        {
            return new(row, code);
        }

        var next = new Licence
        {
            InstId = found!.InstId,
            FactId = context.NextId(),
            ValidFrom = row.From,
            ValidTo = row.To,
            Source = context.Source,
            Kind = row.Text("licence"),
            Number = row.Maybe("number"),
            Issuer = row.Maybe("issuer"),
        };
        return Planning.Of(
            row,
            code,
            found.InstId,
            [],
            context.Place(row, found.Licences.Where(one => one.Kind == next.Kind), next));
    }
}

/// <summary>
/// 机构核对 — an institution that a row speaks of is registered, stands on the first day, and lies within reach on every
/// day that the row is about.
/// </summary>
internal static class InstitutionCheck
{
    public static InstitutionStanding? Standing(
        RowValues row, string field, Institution? found, PlanContext context)
    {
        var standing = found?.Standings.FirstOrDefault(one => one.Holds(row.From));
        if (standing is null)
        {
            if (row.Maybe(field) is not null)
            {
                row.Find(field, "institution-unknown");
            }
        }
        else if (found!.Standings.Any(one => one.Meets(row.From, row.To) && !context.Covers(one.Admdvs)))
        {
            row.Find(field, "scope");
        }

        return standing;
    }
}
