using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;

namespace JobAnalysis.Web.Http.TagHelpers;

/// <summary>What a cell of levels shows: digits, shape and colour together, and a sentence for screen readers.</summary>
/// <param name="Look">The state.</param>
/// <param name="Have">Level compared.</param>
/// <param name="Need">Level required.</param>
/// <param name="Critical">關鍵.</param>
/// <param name="Disputed">異議中.</param>
/// <param name="DueSoon">將到期.</param>
/// <param name="Chip">The small form that stands in a line of text.</param>
internal readonly record struct LevelLook(CellLook Look, int? Have, int? Need, bool Critical, bool Disputed, bool DueSoon, bool Chip)
{
    public int Distance => Math.Abs((Need ?? 0) - (Have ?? 0));

    public string Colour => Look switch
    {
        CellLook.Below => Distance >= 2 ? "b2" : "b1",
        CellLook.Met => "ok",
        CellLook.Above => "up",
        CellLook.NotRequired or CellLook.Exempt => "no",
        _ => "na",
    };

    // A required level whose rating does not count shows the need and a dash: never a 0, which is a rating.
    public string? Digits => Look switch
    {
        CellLook.Below or CellLook.Met or CellLook.Above => $"{Have}/{Need}",
        CellLook.ReassessmentNeeded or CellLook.Expired or CellLook.NotAssessed => $"–/{Need}",
        _ => null,
    };

    public string Shape(Text text) => Look switch
    {
        CellLook.Below => $"▼{Distance}",
        CellLook.Above => $"▲{Distance}",
        CellLook.Met => "✓",
        CellLook.Expired => "◷",
        CellLook.ReassessmentNeeded => "↻",
        CellLook.NotAssessed => "–",
        CellLook.NotComputable => "?",
        CellLook.RequirementUnset => text["common.cell.requirement-unset"],
        CellLook.Exempt => text["common.cell.exempt"],
        _ => text["common.cell.not-required"],
    };

    public string Marks => (Disputed ? " !" : "") + (DueSoon ? " ◔" : "");

    public string State(Text text) => Look switch
    {
        CellLook.Below => text["common.cell.below", Distance],
        CellLook.Above => text["common.cell.above", Distance],
        CellLook.Met => text["common.cell.met"],
        CellLook.Expired => text["common.cell.expired"],
        CellLook.ReassessmentNeeded => text["common.cell.reassessment-needed"],
        CellLook.NotAssessed => text["common.cell.not-assessed"],
        CellLook.NotComputable => text["common.cell.not-computable"],
        CellLook.RequirementUnset => text["common.cell.requirement-unset"],
        CellLook.Exempt => text["common.cell.exempt"],
        _ => text["common.cell.not-required"],
    };
}

/// <summary>Draws the cells of one answer. A table has a thousand cells and some twenty looks: what a look says and holds is made once.</summary>
internal sealed class LevelCells(Text text)
{
    private readonly Dictionary<LevelLook, Drawn> drawn = [];

    private sealed record Drawn(string Start, string State, string Inner);

    /// <param name="look">What is shown.</param>
    /// <param name="who">Name of the person, for the sentence.</param>
    /// <param name="competency">Name of the competency, for the sentence and for the form as cards.</param>
    /// <param name="href">Where the cell leads; a path of ours.</param>
    public IHtmlContent Draw(LevelLook look, string? who, string? competency, string? href)
    {
        if (!drawn.TryGetValue(look, out var known)) drawn.Add(look, known = new($"class=\"{(look.Chip ? "chip" : "cell")} {look.Colour}\"", StateOf(look), Inner(look)));
        var subject = who is null || competency is null ? who ?? competency ?? "" : $"{who} {competency}";
        var sentence = subject.Length == 0 ? known.State : text["common.cell.sentence", subject, known.State];
        return new Cell(known.Start, sentence, look.Chip ? null : competency, href, known.Inner);
    }

    private string StateOf(LevelLook look)
    {
        List<string> parts = [];
        if (look.Digits is { } digits)
        {
            if (!look.Chip) parts.Add(digits);
            var rated = look.Look is CellLook.Below or CellLook.Met or CellLook.Above;
            parts.Add(rated ? text["common.cell.levels", look.Have!, look.Need!] : text["common.cell.need", look.Need!]);
        }

        parts.Add(look.State(text));
        if (look.Critical) parts.Add(text["common.cell.critical"]);
        if (look.Disputed) parts.Add(text["common.cell.disputed"]);
        if (look.DueSoon) parts.Add(text["common.cell.due-soon"]);
        return string.Join(text["common.list-separator"], parts);
    }

    private string Inner(LevelLook look)
    {
        using var writer = new StringWriter();
        if (look.Critical && !look.Chip) writer.Write("<i class=\"crit fst-normal\" aria-hidden=\"true\">●</i>");
        if (look.Digits is { } digits && !look.Chip) writer.Write($"<b>{digits}</b>");
        Shape(writer, look);
        return writer.ToString();
    }

    // What is read aloud contains what stands there as text (WCAG 2.5.3). A shape beside digits is drawn by the style sheet: the sentence says it in words.
    private void Shape(StringWriter writer, LevelLook look)
    {
        var shape = look.Shape(text);
        if (look.Chip)
        {
            var words = look.Digits is null ? shape : look.Look is CellLook.NotAssessed ? look.Digits : $"{shape} {look.Digits}";
            writer.Write($"<span>{Encode(words)}</span>");
            return;
        }

        var isDrawn = look.Digits is not null || look.Look is CellLook.NotComputable;
        var marks = (isDrawn ? shape : "") + look.Marks;
        writer.Write(marks.Length > 0 ? $"<span data-shape=\"{Encode(marks)}\">" : "<span>");
        writer.Write(isDrawn ? "" : Encode(shape));
        writer.Write("</span>");
    }

    private static string Encode(string words) => Readable.Encode(words);

    // Chinese and the shapes stay as they are, as everywhere (ShellComposition).
    private static readonly HtmlEncoder Readable = HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All);

    private sealed class Cell(string start, string sentence, string? column, string? href, string inner) : IHtmlContent
    {
        public void WriteTo(TextWriter writer, HtmlEncoder encoder)
        {
            writer.Write(href is null ? "<span " : "<a ");
            writer.Write(start);
            if (href is null)
            {
                writer.Write(" role=\"img\"");
            }
            else
            {
                writer.Write(" href=\"");
                encoder.Encode(writer, href);
                writer.Write('"');
            }

            writer.Write(" aria-label=\"");
            encoder.Encode(writer, sentence);
            writer.Write('"');
            if (column is not null)
            {
                writer.Write(" data-col=\"");
                encoder.Encode(writer, column);
                writer.Write('"');
            }

            writer.Write('>');
            writer.Write(inner);
            writer.Write(href is null ? "</span>" : "</a>");
        }
    }
}
