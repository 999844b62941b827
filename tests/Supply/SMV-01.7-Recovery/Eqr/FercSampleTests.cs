using System.Text.Json;
using Busbar.Gateways;
using Busbar.Gateways.Eqr;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Recovery.Eqr;
using Busbar.Supply.Recovery.Eqr;
using NodaTime;

namespace Busbar.Supply.Recovery.Tests.Eqr;

/// <summary>FERC's own sample files, and the transcription of its dictionary.</summary>
public sealed class FercSampleTests
{
    private const string Contracts = "regulatory/eqr/ferc_sample_contract_old_format.csv";
    private const string Transactions = "regulatory/eqr/ferc_sample_transactions_old_format.csv";

    [Fact]
    public void The_duns_numbers_of_the_samples_do_not_agree_and_each_stray_one_is_found()
    {
        var findings = Validate().Findings.Where(finding => finding.Code == "OWN.DUNS").ToList();
        Assert.Equal(["contracts:13 C76 Customer DUNS Number", "transactions:3 T2 Customer DUNS Number",
            "transactions:4 T3 Customer DUNS Number"], findings.Select(finding => finding.Where));
        Assert.Contains("456534333 here and 456543333", findings[0].What);
        Assert.Contains("45653333 here and 456543333", findings[1].What);
        Assert.Contains(Validate().Findings, finding => finding.Code == "F.17.4" && finding.Where.StartsWith("transactions:3",
            StringComparison.Ordinal));
    }

    [Fact]
    public void The_lower_case_flag_and_the_blank_numbers_are_found()
    {
        var findings = Validate().Findings;
        Assert.Contains(findings, finding => finding is { Code: "V4.CASE", Where: "contracts:3 C72 Contract Affiliate" });
        Assert.Contains(findings, finding => finding is { Code: "V4.BLANK", Where: "contracts:2 C71 Rate Minimum" });
        Assert.Contains(findings, finding => finding is { Code: "F.23.2", Where: "contracts:8 C75 Product Name" });
    }

    [Fact]
    public void The_charges_of_the_samples_are_quantity_at_price()
    {
        var table = Filing().Transactions;
        Assert.Equal([880_386m, 537_600m, 537_600m], table.Rows.Select(row =>
            table.NumberOf(row, "Transaction Quantity") * table.NumberOf(row, "Price") ?? 0));
        Assert.DoesNotContain(Validate().Findings, finding => finding.Code is "F.24.6" or "F.24.3" or "F.21.2.1" or "F.50");
    }

    [Fact]
    public void Our_dictionary_is_the_transcription_field_by_field_and_word_by_word()
    {
        using var theirs = JsonDocument.Parse(string.Join('\n', File.ReadAllLines(Path("regulatory/eqr/eqr_dictionary_v4.json"))));
        foreach (var (section, ours) in new[] { ("identification_seller", EqrDictionary.Identification[1..]),
            ("contract", EqrDictionary.Contract), ("transaction", EqrDictionary.Transaction) })
            Assert.Equal(theirs.RootElement.GetProperty("sections").GetProperty(section).EnumerateArray().Select(Described),
                ours.Select(field => $"{field.Name} {field.Need} {field.Decimals}"));
        var enums = theirs.RootElement.GetProperty("enums");
        foreach (var (name, field) in new[] { ("CLASS", "Class Name"), ("TERM", "Term Name"), ("INCREMENT", "Increment Name"),
            ("PEAKING", "Increment Peaking Name"), ("PRODUCT_TYPE", "Product Type"), ("UNITS", "Units"), ("RATE_UNITS", "Rate Units") })
            Assert.Equal(Words(enums.GetProperty(name)), Words(EqrDictionary.Contract, field));
        foreach (var (name, field) in new[] { ("RATE_TYPE", "Type of Rate"), ("TIME_ZONE", "Time Zone") })
            Assert.Equal(Words(enums.GetProperty(name)), Words(EqrDictionary.Transaction, field));
        Assert.Equal(enums.GetProperty("PRODUCT").EnumerateArray().Select(product => (product.GetProperty("name").GetString(),
                product.GetProperty("contract").GetBoolean(), product.GetProperty("transaction").GetBoolean())).Order(),
            EqrProducts.InBoth.Select(name => ((string?)name, true, true))
                .Concat(EqrProducts.InContractsOnly.Select(name => ((string?)name, true, false)))
                .Concat(EqrProducts.InTransactionsOnly.Select(name => ((string?)name, false, true))).Order());
    }

    private static string Described(JsonElement field)
    {
        var need = field.GetProperty("required").GetString() switch
        {
            "Y" => EqrNeed.Always,
            "C" => EqrNeed.Conditional,
            "system" => EqrNeed.System,
            "Y for refilings" => EqrNeed.Refiling,
            "C (Other/Bundled)" => EqrNeed.DescribedProduct,
            _ => EqrNeed.Standardized,
        };
        var type = field.GetProperty("type").GetString()!;
        return $"{field.GetProperty("name").GetString()} {need} "
            + (type.StartsWith("decimal(", StringComparison.Ordinal) ? type.Split('(', ')')[1] : "0");
    }

    private static IEnumerable<string> Words(JsonElement list) =>
        list.EnumerateArray().Select(word => word.GetString()!).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Words(IEnumerable<EqrField> fields, string name) =>
        fields.Single(field => field.Name == name).Words!.Words.Order(StringComparer.Ordinal);

    private static EqrValidation Validate() => ValidateEqr.Run(new(Filing(), null));

    private static EqrFiling Filing() => EqrCsv.ReadFiling([SourceFile.Load(Path(Contracts)).OrThrow(),
        SourceFile.Load(Path(Transactions)).OrThrow()], Instant.FromUtc(2004, 4, 30, 0, 0)).OrThrow();

    private static string Path(string file) => SharedFile.Find(file);
}
