using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Mingsuan.Browser.Tests.Agency;
using Mingsuan.Platform.Trail;

namespace Mingsuan.Browser.Tests.Receipts;

/// <summary>
/// 自验收据 — taken from the platform, which is stopped then; the file alone finds what was changed in its copies.
/// </summary>
public sealed partial class ReceiptWalkTests(ChromiumBrowser chromium) : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mingsuan-receipt-");

    [Fact]
    public async Task A_saved_receipt_agrees_offline_and_every_changed_copy_says_what_was_changed()
    {
        var original = await SavedAsync();
        var page = await chromium.NewPage(ChromiumBrowser.Phone);
        var complaints = page.Complaints("file://");
        await OpenAsync(page, original);
        await ShouldAgreeAsync(page);
        await chromium.Screenshot(page, "receipt-phone");
        await page.SetViewportSizeAsync(ChromiumBrowser.Desk, 900);
        await chromium.Screenshot(page, "receipt-desk");
        await page.Locator("#verdict input").FillAsync("0".PadLeft(64, '0'));
        (await page.Locator("#verdict output").InnerTextAsync()).ShouldContain("指纹不同");
        await page.Locator("#verdict input").FillAsync((string)Data(original)["seal"]!["fingerprint"]!);
        (await page.Locator("#verdict output").InnerTextAsync()).ShouldBe("指纹相同");
        (await page.EvaluateAsync<string[]>(ChangeAnything)).ShouldBeEmpty("a changed character went unnoticed");

        foreach (var (name, change, expected) in Changes())
        {
            var changed = change(original);
            changed.ShouldNotBe(original, name);
            await OpenAsync(page, changed);
            (await page.Locator("#verdict h2").InnerTextAsync()).ShouldBe("不一致", name);
            var told = await page.Locator("#verdict").InnerTextAsync();
            told.ShouldContain(expected, customMessage: name);
            if (name == "facts")
            {
                await chromium.Screenshot(page, "receipt-changed");
            }
        }

        complaints.ShouldBeEmpty();
    }

    public void Dispose() => folder.Delete(recursive: true);

    /// <summary>What somebody may change in a file, and a part of the sentence that names it.</summary>
    private static IEnumerable<(string Name, Func<string, string> Change, string Expected)> Changes() =>
    [
        ("table", Shown("decision.psn_cash_pay"), "页面上的“现金支付”"),
        ("table of lines", Shown("decision.lines.0.inscp_scp_amt"), "页面上的“明细 F1 政策范围内”"),
        ("step", Shown("decision.steps.2.after"), "页面上的“步骤 3 之后”"),
        ("fingerprint", Shown("seal.fingerprint", new string('0', 64)), "页面上的“平台公钥指纹”"),
        ("fingerprint in the air", text => text.Replace("data-of=\"seal.fingerprint\"", ""), "页面上缺少“平台公钥指纹”"),
        ("label", text => text.Replace("医疗费用结算收据", "医疗费用结算收据2"), "页面文字被改动过"),
        ("facts", Edit(data => data["facts"] = ((string)data["facts"]!).Replace(
            "\"quantity\":\"20\"", "\"quantity\":\"21\"").Replace("\"520.00\"", "\"546.00\"")), "合计 医疗费总额"),
        ("facts that move nothing", Edit(data => data["facts"] = ((string)data["facts"]!).Replace(
            "\"I10.x00x002\"", "\"I10.x00x003\"")), "结算事实与受证记录不符"),
        ("law", Edit(data => Row(data, "ratio")["ratio"] = "0.61"), "合计 统筹基金支付"),
        ("law that moves nothing", Edit(data => Row(data, "account")["cost"] = "deductible"), "选用的规定第"),
        ("law in another word", Edit(data => Row(data, "ratio")["rule"] = "share"), "不认识的规定 share"),
        ("state", Edit(data => data["proof"]!["state"] = "certain"), "不认识的存证状态 certain"),
        ("no proof", Edit(data => data["proof"] = new JsonObject { ["state"] = "withheld" }), "存证证明被改动过"),
        ("clause", Edit(data => data["law"]!["clauses"]![0]!["article"] = "第九十九条"), "条款内容第 1 条被改动过"),
        ("library", Edit(data => data["law"]!["library"] = Flip(data["law"]!["library"])), "法规库摘要与受证记录不符"),
        ("decision", Edit(data => data["decision"]!["psn_cash_pay"] = "1.00"), "合计 现金支付：文件写 1.00"),
        ("decision and page", text => Shown("decision.acct_pay", "9.99")(Edit(data =>
            data["decision"]!["acct_pay"] = "9.99")(text)), "合计 个人账户支付：文件写 9.99"),
        ("name", text => Shown("settlement.name", "某某")(Edit(data =>
            data["settlement"]!["name"] = "某某")(text)), "结算信息被改动过"),
        ("payload", Edit(data =>
        {
            var payload = data["proof"]!["payloads"]![0]!;
            payload["text"] = ((string)payload["text"]!).Replace("\"fee\":\"52000\"", "\"fee\":\"52001\"");
        }), "受证记录为 520.01"),
        ("salt", Edit(data => Change(data["proof"]!["payloads"]![0]!, "salt")), "与它的承诺不符"),
        ("link", Edit(data => Change(data["proof"]!["entries"]![0]!, "hash")), "存证链第"),
        ("path", Edit(data => data["proof"]!["path"]![0] = Flip(data["proof"]!["path"]![0])), "默克尔路径到不了"),
        ("root", Edit(data => Change(data["proof"]!["checkpoint"]!, "root")), "检查点的 SM2 签名无效"),
        ("signature", Edit(data => Change(data["proof"]!["checkpoint"]!, "signature")), "检查点的 SM2 签名无效"),
        ("key", Edit(data => Change(data["proof"]!["key"]!, "publicKey")), "平台公钥与指纹不符"),
        ("seal", Edit(data => Change(data["seal"]!, "signature")), "封印签名无效"),
        ("no seal", Edit(data => data.Remove("seal")), "封印无法检查"),
    ];

    /// <summary>Changes one character after another, all over, and gives where nothing was noticed.</summary>
    private const string ChangeAnything =
        """
        () => {
          const page = document.getElementById("receipt");
          const original = document.getElementById("mingsuan-receipt").textContent;
          const data = JSON.parse(original);
          const unnoticed = [];
          const other = (text) => text.replace(/[0-9a-z]|.$/, (one) => (one === "1" ? "2" : "1"));
          const leaves = [];
          const walk = (node, path) => {
            for (const name of Object.keys(node)) {
              const value = node[name];
              if (value !== null && typeof value === "object") {
                walk(value, [...path, name]);
              } else if (value !== null && value !== "") {
                leaves.push([node, name, [...path, name].join(".")]);
              }
            }
          };
          const tried = (path) => {
            if (MingsuanReceipt.examine(data, page).length === 0) {
              unnoticed.push(path);
            }
          };
          walk(data, []);
          for (let i = 0; i < leaves.length; i += 17) {
            const [node, name, path] = leaves[i];
            const before = node[name];
            node[name] = typeof before === "boolean" ? !before
              : typeof before === "number" ? before + 1 : other(before);
            tried(path);
            node[name] = before;
          }
          const texts = document.createTreeWalker(page, NodeFilter.SHOW_TEXT);
          for (let i = 0; texts.nextNode(); i++) {
            const text = texts.currentNode;
            if (i % 9 === 0 && text.data.trim()) {
              const before = text.data;
              text.data = other(before);
              tried(`page: ${before}`);
              text.data = before;
            }
          }
          tried("nothing");
          return unnoticed.filter((path) => path !== "nothing" || unnoticed.length > 1);
        }
        """;

    private static JsonObject Row(JsonObject data, string rule) =>
        data["law"]!["rows"]!.AsArray().OfType<JsonObject>().First(row => (string)row["rule"]! == rule);

    private static void Change(JsonNode node, string name) => node[name] = Flip(node[name]);

    /// <summary>The same hex with its last digit changed.</summary>
    private static string Flip(JsonNode? hex)
    {
        var text = (string)hex!;
        return text[..^1] + (text[^1] == '0' ? '1' : '0');
    }

    /// <summary>Changes a figure that the page shows: its last digit, or to another.</summary>
    private static Func<string, string> Shown(string path, string? to = null) => text => Regex.Replace(
        text,
        $"(data-of=\"{Regex.Escape(path)}\">)([^<]*)",
        match => match.Groups[1].Value + (to ?? match.Groups[2].Value[..^1] + "7"));

    private static Func<string, string> Edit(Action<JsonObject> change) => text =>
    {
        var data = Data(text);
        change(data);
        var json = CanonicalJson.Text(data).Replace("<", "\\u003c");
        return Block().Replace(text, match => match.Groups[1].Value + json + match.Groups[3].Value, 1);
    };

    private static JsonObject Data(string text) => JsonNode.Parse(Block().Match(text).Groups[2].Value)!.AsObject();

    [GeneratedRegex("(<script type=\"application/json\"[^>]*>)(.*?)(</script>)", RegexOptions.Singleline)]
    private static partial Regex Block();

    private static async Task ShouldAgreeAsync(IPage page)
    {
        var told = await page.Locator("#verdict").InnerTextAsync();
        (await page.Locator("#verdict h2").InnerTextAsync()).ShouldBe("一致", told);
        told.ShouldContain("SM2 签名都已在本机核对");
        var main = await page.Locator("main").InnerTextAsync();
        main.ShouldContain("520.00");
        main.ShouldContain("号检查点由平台以 SM2 签名");
        var width = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth");
        width.ShouldBeLessThanOrEqualTo(page.ViewportSize!.Width);
    }

    /// <summary>The receipt as an officer saves it; the platform is stopped when this returns.</summary>
    private async Task<string> SavedAsync()
    {
        await using var platform = new SettledPlatform();
        await platform.InitializeAsync();
        await platform.CheckpointAsync();
        var page = await chromium.NewPage();
        await page.GotoAsync(platform.Address + platform.First);
        await page.SignInAsync(SettledPlatform.Officer, SettledPlatform.OfficerToken);
        await page.GotoAsync(platform.Address + platform.First);
        var file = await page.RunAndWaitForDownloadAsync(
            () => page.GetByRole(AriaRole.Link, new() { Name = "下载自验收据" }).ClickAsync());
        file.SuggestedFilename.ShouldEndWith(".html");
        platform.Looks.Of("A-RCPT").ShouldContain(look => look.Outcome == "ok" && look.Person != null);
        return await File.ReadAllTextAsync(
            await file.PathAsync(), Encoding.UTF8, TestContext.Current.CancellationToken);
    }

    /// <summary>A copy opened from disk.</summary>
    private async Task OpenAsync(IPage page, string text)
    {
        var path = Path.Combine(folder.FullName, $"{Guid.NewGuid():N}.html");
        await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);
        await page.GotoAsync("file://" + path);
    }
}
