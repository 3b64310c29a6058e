namespace JobAnalysis.Migrations.Generate;

/// <summary>One table to fill.</summary>
/// <param name="Name">As in the catalogue.</param>
/// <param name="Columns">In the order in which they are written.</param>
/// <param name="Cost">Seconds for 400,000 people, roughly: the dearest begin first.</param>
/// <param name="Write">Writes every row.</param>
internal sealed record NationTable(string Name, string Columns, int Cost, Func<CopyStream, CancellationToken, Task> Write);
