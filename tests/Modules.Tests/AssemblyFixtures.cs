using Mingsuan.Modules.Tests.Line;
using Mingsuan.Testing;

[assembly: AssemblyFixture(typeof(PostgresServer))]
[assembly: AssemblyFixture(typeof(LineHosts))]
