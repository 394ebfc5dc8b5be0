using Mingsuan.Law;
using Mingsuan.Law.Compiling;

namespace Mingsuan.Policy.Tests.Law;

/// <summary>Small law libraries of an invented province (990000) and its city (990100).</summary>
internal static class LibraryFixture
{
    public const string Province = "990000-province/2020-05-13-first.md";
    public const string Second = "990000-province/2020-07-01-second.md";
    public const string City = "990100-city/2020-05-13-city.md";

    /// <summary>A document of the province; <paramref name="front"/> adds lines to the front matter.</summary>
    public static string Document(string body, string id = "t-1", string front = "", string area = "990000") =>
        $"""
        ---
        id: {id}
        title: 测试文件 {id}
        number: 测医保发〔2020〕{id}号
        issuers: [测试省医疗保障局]
        jurisdiction: "{area}"
        issued: 2020-05-13
        effective: 2020-06-01
        {front}
        ---

        # 测试文件

        ## 第一条 {"{#art-1}"}

        {body}
        """;

    public static string Block(string kind, string yaml) => $"\n```{kind}\n{yaml}\n```\n";

    public static string Item(string price = "price: 80", string code = "T001") =>
        Block("rule", $"price-item: \"{code}\"\nname: 测试项目\nunit: 次\n{price}");

    public static LawLoad Load(params (string Path, string Text)[] files) =>
        LawLibrary.Load(files.ToDictionary(one => one.Path, one => one.Text, StringComparer.Ordinal));

    /// <summary>Loads a library that must have no mistake.</summary>
    public static LawLoad Good(params (string Path, string Text)[] files)
    {
        var load = Load(files);
        load.Diagnostics.ShouldBeEmpty(string.Join('\n', load.Diagnostics));
        return load;
    }
}
