using JobAnalysis.Cli;

return await CommandLine.RunAsync(args, Console.Out, Console.Error, Environment.GetEnvironmentVariable, SecretPrompt.Ask);
