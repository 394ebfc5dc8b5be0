using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mingsuan.Platform.Crypto;

namespace Mingsuan.AcceptanceClient;

/// <summary>
/// One caller of the national interface: envelope, signatures, and the rule that matters most: a call whose answer was
/// lost, or cannot be trusted, goes out again under the same number.
/// </summary>
internal sealed class InterfaceCaller : IDisposable
{
    private const int Tries = 4;

    private readonly HttpClient http;
    private readonly JsonObject access;
    private readonly ClientOptions options;
    private readonly TimeProvider clock;
    private readonly GatewaySigning signing;
    private readonly Sm2PrivateKey? mine;
    private readonly Sm2PublicKey? theirs;
    private int number;

    public InterfaceCaller(
        HttpClient http, JsonObject access, ClientOptions options, TimeProvider clock, Sm2PrivateKey? mine)
    {
        (this.http, this.access, this.options, this.clock, this.mine) = (http, access, options, clock, mine);
        signing = new GatewaySigning(http, access, clock);
        theirs = mine is null
            ? null
            : Sm2PublicKey.TryImportPoint(Convert.FromHexString((string)access["answerKey"]!));
    }

    public DateTime Now => TimeZoneInfo.ConvertTime(
        clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai")).DateTime;

    public void Dispose() => theirs?.Dispose();

    /// <summary>A number that no other call of this run has.</summary>
    public string NextNumber() => string.Create(
        CultureInfo.InvariantCulture, $"{access["institution"]!["code"]}{Now:HHmmss}{++number:D7}");

    /// <summary>Calls a transaction until an answer comes that can be trusted.</summary>
    public async Task<Reply> CallAsync(
        string infno, JsonObject input, string? msgid = null, bool wrongSignature = false)
    {
        var mayChange = options.Faulty == "new-number" && msgid is null;
        msgid ??= NextNumber();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var reply = await OnceAsync(infno, input, msgid, wrongSignature);
                if (IsTrusted(reply))
                {
                    return reply;
                }
            }
            catch (Exception lost) when (attempt < Tries && lost is HttpRequestException or TaskCanceledException)
            {
                // The platform may have done it or not: only the same number is safe.
                msgid = mayChange ? NextNumber() : msgid;
            }

            if (attempt == Tries)
            {
                throw new InvalidOperationException(infno + ": no answer that can be trusted");
            }
        }
    }

    private async Task<Reply> OnceAsync(string infno, JsonObject input, string msgid, bool wrongSignature)
    {
        var message = new JsonObject
        {
            ["infno"] = infno,
            ["msgid"] = msgid,
            ["mdtrtarea_admvs"] = (string)access["region"]!,
            ["insuplc_admdvs"] = (string)access["region"]!,
            ["recer_sys_code"] = "HIS",
            ["infver"] = "V1.0",
            ["opter_type"] = "1",
            ["opter"] = "1001",
            ["opter_name"] = "收费员",
            ["inf_time"] = Text(Now),
            ["fixmedins_code"] = (string)access["institution"]!["code"]!,
            ["fixmedins_name"] = (string)access["institution"]!["name"]!,
            ["sign_no"] = "",
            ["cainfo"] = mine is null
                ? ""
                : Convert.ToBase64String(mine.Sign(Encoding.UTF8.GetBytes(input.ToJsonString()))),
            ["input"] = input.DeepClone(),
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, (string)access["base"]! + "/" + infno)
        {
            Content = new StringContent(message.ToJsonString(), Encoding.UTF8, "application/json"),
        };
        await signing.SignAsync(request, infno, wrongSignature);
        using var response = await http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        return new Reply(await response.Content.ReadAsStringAsync());
    }

    /// <summary>A success is signed over its output as sent; a refusal is not signed, and changes nothing.</summary>
    private bool IsTrusted(Reply reply)
    {
        if (theirs is null || !reply.Succeeded || options.Faulty == "trust-any-signature")
        {
            return true;
        }

        using var read = JsonDocument.Parse(reply.Text);
        var output = Encoding.UTF8.GetBytes(read.RootElement.GetProperty("output").GetRawText());
        var signature = new byte[200];
        return Convert.TryFromBase64String((string)reply.Json["cainfo"]!, signature, out var written)
            && theirs.Verify(output, signature.AsSpan(0, written));
    }

    public static string Text(DateTime time) => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}

/// <summary>An answer of the national interface.</summary>
internal sealed record Reply(string Text)
{
    public JsonObject Json { get; } = JsonNode.Parse(Text)!.AsObject();

    public bool Succeeded => (int)Json["infcode"]! == 0;

    public string Warnings => (string?)Json["warn_msg"] ?? "";

    public JsonObject Output => Json["output"]!.AsObject();

    public Reply OrThrow() => Succeeded ? this : throw new InvalidOperationException((string)Json["err_msg"]!);
}
