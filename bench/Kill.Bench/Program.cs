using Mingsuan.Kill.Bench.Runs;

return await KillCommand.RunAsync(args);
