using System.CommandLine;
using System.Globalization;
using Busbar.Host.Commands;

namespace Busbar.Host.Tests;

/// <summary>Runs a command that needs no store in this process and returns what it printed. One at a time: the console is
/// everybody's.</summary>
internal static class CommandHere
{
    private static readonly Lock console = new();

    internal static (int Code, string Output, string Errors) Run(Command command, DirectoryInfo folder, string[] args, bool isJson)
    {
        var root = new RootCommand { CommandScope.Workspace, CommandScope.StoreText, CommandScope.Json, command };
        lock (console)
        {
            var (output, errors) = (Console.Out, Console.Error);
            using var written = new StringWriter(CultureInfo.InvariantCulture);
            using var complained = new StringWriter(CultureInfo.InvariantCulture);
            try
            {
                Console.SetOut(written);
                Console.SetError(complained);
                var code = root.Parse([.. args, "--workspace", folder.FullName, .. isJson ? new[] { "--json" } : []]).Invoke();
                Assert.Empty(folder.GetFiles("*.db"));
                return (code, written.ToString(), complained.ToString());
            }
            finally
            {
                Console.SetOut(output);
                Console.SetError(errors);
            }
        }
    }
}
