namespace JobAnalysis.EmbeddedPostgres;

/// <summary>The private cluster cannot run; the message is one line for the person at the terminal, Chinese first, English beside it.</summary>
public sealed class EmbeddedPostgresException(string zhHant, string en, Exception? inner = null)
    : Exception($"{zhHant} / {en}", inner);
