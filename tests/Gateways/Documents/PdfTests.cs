using System.Collections.Immutable;
using Busbar.Gateways.Documents;
using Busbar.Gateways.Documents.Pdf;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Recovery.Filing;
using Busbar.Supply.Recovery.Filing;
using Busbar.Supply.Recovery.Tests.Filing;

namespace Busbar.Gateways.Tests.Documents;

public sealed class PdfTests
{
    [Fact]
    public void Every_document_reads_back_with_its_words_inside_the_page() => StandsInside(Written.Package);

    [Fact]
    public void A_filing_of_two_years_stands_inside_its_pages() =>
        StandsInside(SmallFiling.Package(DescribeRecovery.Run(SmallFiling.Lasting(26)).OrThrow()));

    private static void StandsInside(FilingPackage package)
    {
        var files = Written.Of(package);
        foreach (var document in package.Documents)
        {
            var read = new PdfReader(files[document.Name + ".pdf"]);
            for (var i = 0; i < read.Pages.Length; i++)
            {
                var page = read.Pages[i];
                Assert.Equal($"Docket 2026-001-X    Page {i + 1} of {read.Pages.Length}", page.Words[^1].Text);
                Assert.All(page.Words, words => Assert.InRange(words.X + TimesWidths.Of(words.Text, words.Font == "F2", words.Size), 30,
                    page.Width - 30));
                Assert.All(page.Words, words => Assert.InRange(words.Y, 30, page.Height - 36));
                // Nothing stands in another text's place.
                foreach (var line in page.Words.GroupBy(words => words.Y))
                    foreach (var (left, right) in line.OrderBy(words => words.X).Zip(line.OrderBy(words => words.X).Skip(1)))
                        Assert.True(left.X + TimesWidths.Of(left.Text, left.Font == "F2", left.Size) <= right.X + 0.01m,
                            $"{left} meets {right}");
            }
        }
    }

    [Fact]
    public void A_paragraph_comes_back_word_for_word()
    {
        var package = Written.Saying("A brace is (not) a \\ backslash — “{filing.utility}” naïve § {eligible}, and so on until "
            + "the line is full and a new one begins.");
        var page = new PdfReader(Written.Of(package)["application.pdf"]).Pages[0];
        var text = string.Join(' ', page.Words.Where(words => words.X > 100).Select(words => words.Text));
        Assert.Contains("A brace is (not) a \\ backslash — “Invented Power & Light” naïve § $26,070,760.46, and so on until", text);
    }

    [Fact]
    public void Testimony_counts_its_lines_from_one_on_each_page()
    {
        var read = new PdfReader(Written.Files["testimony-1.pdf"]);
        Assert.Equal(2, read.Pages.Length);
        foreach (var page in read.Pages)
        {
            var numbers = page.Words.Where(words => words.X < 80 && words.Size == 10).Select(words => words.Text).ToList();
            Assert.Equal(Enumerable.Range(1, numbers.Count).Select(number => $"{number}"), numbers);
            Assert.InRange(numbers.Count, 1, 27);
        }
    }

    [Fact]
    public void Bookmarks_lead_to_the_headings_pages()
    {
        var bookmarks = new PdfReader(Written.Files["exhibits.pdf"]).Bookmarks().ToList();
        Assert.Equal(["Schedule E1", "Schedule E2", "Schedule E3", "Schedule E4", "Schedule A1", "Schedule A2"],
            bookmarks.Select(bookmark => bookmark.Title.Split(':')[0]));
        Assert.Equal([1, 2, 3, 4, 5, 6], bookmarks.Select(bookmark => bookmark.Page));
    }

    [Fact]
    public void A_long_table_repeats_its_headings()
    {
        var read = new PdfReader(Written.Files["workpapers.pdf"]);
        Assert.True(read.Pages.Length > 2);
        Assert.All(read.Pages, page => Assert.Contains(page.Words, words => words is { Text: "What it is", Font: "F2" }));
    }

    [Fact]
    public void A_redline_draws_a_rule_through_the_old_and_under_the_new()
    {
        var redline = new PdfReader(Written.Files["tariff-redline.pdf"]).Pages.Single();
        var clean = new PdfReader(Written.Files["tariff-clean.pdf"]).Pages.Single();
        // Three factors and the sheet's own name, each once struck and once underlined.
        Assert.Equal(8, Rules(redline.Content) - Rules(clean.Content));
    }

    [Fact]
    public void Only_the_pages_that_read_otherwise_have_moved()
    {
        var changed = SmallFiling.Package(SmallFiling.Changed("estimate.547", old => old + 1000));
        var moved = MovedPages.Between(Written.Package, changed).OrThrow();
        Assert.Equal(["exhibits", "testimony-1", "workpapers"],
            moved.Select(page => page.Document).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(5, Assert.Single(moved, page => page.Document == "exhibits").Page);
        Assert.Empty(MovedPages.Between(Written.Package, SmallFiling.Package()).OrThrow());
        Assert.NotEmpty(MovedPages.Between(Written.Package, Written.Package with { Documents = Written.Package.Documents[1..] }).OrThrow());
    }

    [Fact]
    public void What_the_standard_fonts_cannot_print_is_refused_by_name()
    {
        var refusal = Refused("character-outside-winansi", Written.Saying("Cost − revenue is Σ of all."));
        Assert.Contains("U+2212", refusal.What);
        Refused("character-outside-winansi", Written.Package with { Terms = Written.Package.Terms with { Docket = "Docket ≥" } });
        Assert.IsType<Outcome<ImmutableArray<MovedPage>>.Refused>(MovedPages.Between(Written.Package,
            Written.Saying("Σ")));
        Assert.IsType<Outcome<ImmutableArray<MovedPage>>.Refused>(MovedPages.Between(Written.Saying("Σ"),
            Written.Package));
    }

    [Fact]
    public void A_table_whose_numbers_do_not_fit_is_refused()
    {
        var wide = Enumerable.Repeat("eligible", 30).ToList();
        var dataset = SmallFiling.Dataset();
        dataset = dataset with { Schedules = dataset.Schedules.Add(new("Wide", "Too wide", [.. wide], [new("row", [.. wide])])) };
        Refused("table-too-wide", SmallFiling.Package(dataset));
    }

    [Theory]
    [InlineData(" ", false, 250)]
    [InlineData("A", false, 722)]
    [InlineData("W", false, 944)]
    [InlineData("0123456789", false, 5000)]
    [InlineData("—", false, 1000)]
    [InlineData("€", false, 500)]
    [InlineData("W", true, 1000)]
    [InlineData("a", true, 500)]
    [InlineData("ÿ", true, 500)]
    public void Widths_are_those_of_the_fonts_metrics(string text, bool isBold, int thousandths) =>
        Assert.Equal(thousandths, TimesWidths.Of(text, isBold, 1000));

    private static int Rules(string content) => content.Split(" re f\n").Length - 1;

    private static Refusal Refused(string code, FilingPackage package)
    {
        var refusal = Assert.IsType<Outcome<ImmutableArray<FilingFile>>.Refused>(WriteFiling.Of(package)).Refusal;
        Assert.Equal(code, refusal.Code);
        return refusal;
    }
}
