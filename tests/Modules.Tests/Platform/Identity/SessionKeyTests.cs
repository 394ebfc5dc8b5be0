using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Platform.Crypto;
using Mingsuan.Platform.Identity;
using Mingsuan.Platform.Ids;

namespace Mingsuan.Modules.Tests.Platform.Identity;

/// <summary>会话密钥 — sealed in their files, opened after a restart, and by no other master key.</summary>
public sealed class SessionKeyTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mingsuan-sessions-");

    [Fact]
    public void A_session_outlives_a_restart_though_no_file_holds_its_key_in_the_clear()
    {
        string cookie;
        using (var first = Start())
        {
            cookie = Protector(first).Protect("zhang");
        }

        using var second = Start();
        Protector(second).Unprotect(cookie).ShouldBe("zhang");
        var texts = KeyFiles().Select(File.ReadAllText).ToList();
        texts.Count.ShouldBe(1);
        texts[0].ShouldContain("<sealed");
        texts[0].ShouldNotContain("<masterKey");
        texts[0].ShouldNotContain("<value>");
    }

    [Fact]
    public void Another_master_key_opens_no_session_and_begins_anew()
    {
        string cookie;
        using (var first = Start())
        {
            cookie = Protector(first).Protect("zhang");
        }

        foreach (var file in folder.GetFiles("platform.*"))
        {
            file.Delete();
        }

        using var second = Start();
        Should.Throw<CryptographicException>(() => Protector(second).Unprotect(cookie));
        Protector(second).Unprotect(Protector(second).Protect("li")).ShouldBe("li");
    }

    [Fact]
    public void A_key_that_lies_in_the_clear_is_removed_at_the_start()
    {
        var sessions = new DirectoryInfo(Path.Combine(folder.FullName, "sessions"));
        var bare = new ServiceCollection();
        bare.AddDataProtection().PersistKeysToFileSystem(sessions);
        using (var before = bare.BuildServiceProvider())
        {
            Protector(before).Protect("zhang");
        }

        File.ReadAllText(KeyFiles().Single()).ShouldContain("<masterKey");
        using var after = Start();
        Protector(after).Protect("zhang");
        File.ReadAllText(KeyFiles().Single()).ShouldNotContain("<masterKey");
    }

    public void Dispose() => folder.Delete(recursive: true);

    private string[] KeyFiles() => Directory.GetFiles(Path.Combine(folder.FullName, "sessions"));

    private ServiceProvider Start()
    {
        var services = new ServiceCollection();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<RandomFill>(RandomNumberGenerator.Fill);
        services.AddSingleton(PlatformKeys.OpenOrCreate(folder.FullName, RandomNumberGenerator.Fill));
        services.KeepSessionKeys(folder);
        return services.BuildServiceProvider();
    }

    private static IDataProtector Protector(IServiceProvider services) =>
        services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test");
}
