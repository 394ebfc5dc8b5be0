using Microsoft.EntityFrameworkCore;
using Mingsuan.Platform.Persistence;
using Mingsuan.Registry.Institutions;

namespace Mingsuan.Registry.Importing.Rows;

/// <summary>配送企业的行.</summary>
internal sealed class DeliveryRows : IRowReader
{
    public string Kind => "delivery";

    public async Task<IReadOnlyList<RowPlan>> PlanAsync(
        MingsuanDb db, IReadOnlyList<RowValues> rows, PlanContext context, CancellationToken ct)
    {
        var codes = rows.Select(row => row.Text("code")).Distinct().ToArray();
        var known = (await db.Set<DeliveryEnterprise>().AsNoTracking()
            .Where(one => codes.Contains(one.Code)).ToListAsync(ct)).ToLookup(one => one.Code);
        return [.. rows.Select(row => Plan(row, known[row.Text("code")].ToList(), context))];
    }

    private static RowPlan Plan(RowValues row, List<DeliveryEnterprise> line, PlanContext context)
    {
        var code = row.Text("code");
        if (code.Length > 0 && !context.IsFirst(code))
        {
            row.Find("code", "twice");
        }

        if (row.Maybe("admdvs") is { } area && !context.Covers(area))
        {
            row.Find("admdvs", "scope");
        }

        if (line.Exists(one => one.Meets(row.From, row.To) && !context.Covers(one.Admdvs)))
        {
            row.Find("code", "scope");
        }

        if (!row.IsGood)
        {
            return new(row, code);
        }

        var next = new DeliveryEnterprise
        {
            EnterpriseId = line.FirstOrDefault()?.EnterpriseId ?? context.NextId(),
            FactId = context.NextId(),
            ValidFrom = row.From,
            ValidTo = row.To,
            Source = context.Source,
            Code = code,
            Name = row.Text("name"),
            Uscc = row.Text("uscc"),
            Admdvs = row.Text("admdvs"),
            GspNumber = row.Text("gsp"),
            GspIssuer = row.Text("issuer"),
            Phone = row.Maybe("phone"),
        };
        return Planning.Of(row, code, next.EnterpriseId, [], context.Place(row, line, next));
    }
}
