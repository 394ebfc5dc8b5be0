using Mingsuan.Host;
using Mingsuan.Law;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Access;

/// <summary>The shipped library, and the same one with the other rule of the books.</summary>
internal static class FundTotalLaw
{
    public static LawAtStart Of(bool withAccount)
    {
        var files = LawLibrary.ReadFiles(RepositoryRoot.At("law")).ToDictionary(
            file => file.Key,
            file => withAccount
                ? file.Value
                    .Replace("fund-total-includes-account: false", "fund-total-includes-account: true")
                    .Replace("fund_pay_sumamt: 53.63", "fund_pay_sumamt: 63.63")
                : file.Value);
        var load = LawLibrary.Load(files);
        load.Snapshot.ShouldNotBeNull(string.Join('\n', load.Diagnostics));
        return new(files, load);
    }
}
