using Mingsuan.Testing;

[assembly: AssemblyFixture(typeof(PostgresServer))]
