namespace Mingsuan.Browser.Tests.Agency;

/// <summary>The agency's workbench over PostgreSQL.</summary>
public sealed class AgencyOnPostgresTests(SettledOnPostgres server, ChromiumBrowser chromium)
    : AgencyFlow(server, chromium), IClassFixture<SettledOnPostgres>
{
}
