using System.Text;

namespace JobAnalysis.Cli;

/// <summary>Reads a secret: a line of a pipe as it is, typing without an echo.</summary>
internal static class SecretPrompt
{
    public static string? Ask(string prompt)
    {
        if (Console.IsInputRedirected) return Console.In.ReadLine();
        Console.Error.Write(prompt);
        var typed = new StringBuilder();
        for (; ; )
        {
            var key = Console.ReadKey(intercept: true);
            if (key.Key is ConsoleKey.Enter) break;
            if (key.Key is ConsoleKey.Backspace) typed.Length = Math.Max(0, typed.Length - 1);
            else if (key.KeyChar != '\0') typed.Append(key.KeyChar);
        }
        Console.Error.WriteLine();
        return typed.ToString();
    }
}
