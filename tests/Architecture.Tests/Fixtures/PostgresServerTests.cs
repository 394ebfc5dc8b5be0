using Mingsuan.Testing;
using Npgsql;

namespace Mingsuan.Architecture.Tests.Fixtures;

public sealed class PostgresServerTests(PostgresServer server)
{
    [Fact]
    public async Task Two_databases_of_one_server_know_nothing_of_each_other()
    {
        var first = await server.NewDatabase();
        var second = await server.NewDatabase();

        await Execute(first, "create table seen (id int)");

        (await Execute(first, "select to_regclass('seen') is null")).ShouldBe(false);
        (await Execute(second, "select to_regclass('seen') is null")).ShouldBe(true);
    }

    [Fact]
    public async Task The_server_listens_on_loopback_only()
    {
        var database = await server.NewDatabase();

        (await Execute(database, "show listen_addresses")).ShouldBe("127.0.0.1");
    }

    private static async Task<object?> Execute(string connectionString, string text)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand(text, connection);
        return await command.ExecuteScalarAsync(cancellation);
    }
}
