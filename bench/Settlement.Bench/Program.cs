using Mingsuan.Settlement.Bench;

return await BenchCommand.RunAsync(args);
