using System.Text.Json.Nodes;
using Mingsuan.Platform.Crypto;
using Mingsuan.PrescriptionShell;

namespace Mingsuan.Modules.Tests.Platform.Crypto;

/// <summary>国密外层 — held against the other implementation of it, the sample client's. (nhsa §16)</summary>
public sealed class NationalShellTests
{
    private const string AppId = "0123456789ABCDEF0123456789ABCDEF", Secret = "FEDCBA9876543210FEDCBA9876543210";
    private static readonly DateTime Now = new(2026, 11, 20, 1, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void What_one_side_seals_the_other_opens_and_nobody_can_change_it()
    {
        using var platform = Sm2PrivateKey.Generate();
        using var institution = Sm2PrivateKey.Generate();
        var client = new ShellClient(new(AppId, Secret, institution, platform.PublicKey));
        var shell = new NationalShell(new(AppId, Secret, platform, institution.PublicKey));
        var data = new JsonObject { ["b"] = "中+/<&", ["a"] = 1.50m, ["empty"] = "", ["list"] = new JsonArray("x", 2) };

        var call = client.Seal(data, "20261120090000");
        shell.Open(call)!.ToJsonString().ShouldBe(data.ToJsonString());
        var answer = shell.Seal(data, Now, new() { ["code"] = 0, ["message"] = "ok", ["success"] = true });
        ((string)answer["timestamp"]!).ShouldBe("20261120090000");
        client.Open(answer.ToJsonString()).Verified.ShouldBeTrue();

        call["timestamp"] = "20261120090001";
        shell.Open(call).ShouldBeNull("another time was signed");
        call["timestamp"] = "20261120090000";
        call["signData"] = "AAAA";
        shell.Open(call).ShouldBeNull();
        call["encData"] = "00";
        shell.Open(call).ShouldBeNull();
        shell.Open([]).ShouldBeNull();
    }
}
