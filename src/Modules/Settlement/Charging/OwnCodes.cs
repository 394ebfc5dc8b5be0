using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Registry;
using Mingsuan.Settlement.Settling;

namespace Mingsuan.Settlement.Charging;

/// <summary>
/// 机构目录核对 — an institution that uploaded its catalogue by 3301 must charge as it is mapped: a line whose own code is
/// mapped to another national code refuses the upload, one without a mapping is a warning. (nhsa §5.4, §10)
/// </summary>
internal sealed class OwnCodes(ICatalogueMappings mappings)
{
    public async Task<(InfnoResult? Refusal, IReadOnlyList<Notice> Warnings)> CheckAsync(
        OpenClaim open, IReadOnlyList<FeeInput> lines, CancellationToken ct)
    {
        var codes = lines.Select(line => line.MedinsListCodg).Distinct(StringComparer.Ordinal).ToArray();
        var facts = await mappings.FindAsync(open.Visit.Institution, codes, open.Visit.On, ct);
        if (!facts.Maps)
        {
            return (null, []);
        }

        foreach (var line in lines)
        {
            if (facts.ByOwnCode.TryGetValue(line.MedinsListCodg, out var national) &&
                !national.Contains(line.MedListCodg))
            {
                return (InfnoResult.Refused(
                    "E-MAPPING-MISMATCH",
                    ("line", line.FeedetlSn),
                    ("own", line.MedinsListCodg),
                    ("code", line.MedListCodg)), []);
            }
        }

        var unmapped = codes.FirstOrDefault(code => !facts.ByOwnCode.ContainsKey(code));
        return (null, unmapped is null ? [] : [Notice.Of("W-NOT-MAPPED", ("own", unmapped))]);
    }
}
