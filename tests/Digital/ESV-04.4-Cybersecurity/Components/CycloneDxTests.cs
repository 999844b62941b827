using System.Text;
using Busbar.Digital.Handoffs.Cybersecurity;
using Busbar.Gateways;
using Busbar.Gateways.Bills;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.Cybersecurity.Tests.Components;

public class CycloneDxTests
{
    [Fact]
    public void Every_json_document_of_the_suite_is_taken_or_refused_as_its_name_says()
    {
        var (valid, invalid, wrong) = (0, 0, new List<string>());
        foreach (var (path, text) in SharedFiles.Unpack("cyclonedx.tar.gz").Where(file => file.Key.EndsWith(".json",
            StringComparison.Ordinal) && file.Key.Contains("/resources/", StringComparison.Ordinal)))
        {
            var outcome = ReadBill.Run(new(Path.GetFileName(path), text));
            var isValid = Path.GetFileName(path).StartsWith("valid", StringComparison.Ordinal);
            if (isValid) valid++;
            else invalid++;
            var refused = outcome as Outcome<BillOfMaterials>.Refused;
            if (refused is not null == isValid)
                wrong.Add(isValid ? $"{refused!.Refusal}" : $"{path} was taken");
        }
        Assert.True(wrong.Count == 0, $"{wrong.Count}\n{string.Join('\n', wrong.Take(30))}");
        Assert.Equal((171, 98), (valid, invalid));
    }

    private static SourceFile Bill(string inside) => new("bill.json", Encoding.UTF8.GetBytes(
        $$"""{"bomFormat":"CycloneDX","specVersion":"1.6",{{inside}}}"""));
}
