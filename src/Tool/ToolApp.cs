using AsyncJobs.Local.Operations;
using AsyncJobs.Tool.CommandLine;
using AsyncJobs.Tool.Commands;
using AsyncJobs.Tool.Failures;
using AsyncJobs.Tool.Output;
using AsyncJobs.Tool.Places;
using Spectre.Console.Cli;

namespace AsyncJobs.Tool;

/// <summary>The command: reads the command line, runs what it asks for, and says what went wrong.</summary>
/// <param name="output">Where it prints.</param>
/// <param name="environment">Reads an environment variable.</param>
/// <param name="time">The clock.</param>
internal sealed class ToolApp(ToolOutput output, Func<string, string?> environment, TimeProvider time)
{
    /// <summary>Runs it.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(string[] args, CancellationToken cancellationToken)
    {
        if (RepeatedOption.In(args) is { } repeated)
        {
            output.Fail($"{repeated} is given twice. Give it once; for two values, run the command twice.");
            return ExitCode.BadCommandLine;
        }

        CommandApp app = new();
        app.Configure(Configure);
        try
        {
            return await app.RunAsync(args, cancellationToken).ConfigureAwait(false);
        }
        catch (CommandAppException exception)
        {
            output.Fail($"{exception.Message} asyncjobs --help lists the commands.");
            return ExitCode.BadCommandLine;
        }
        catch (ToolException exception)
        {
            output.Fail(exception.Message);
            return exception.ExitCode;
        }
        catch (OperationsException exception)
        {
            output.Fail(exception.Message);
            return ExitCode.Failed;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            output.Note("Interrupted.");
            return ExitCode.Interrupted;
        }
        catch (Exception exception)
        {
            output.Fail("This is a fault of the command. Please report it, with what follows.");
            foreach (string line in exception.ToString().Split('\n'))
                output.Note(line.TrimEnd('\r'));
            return ExitCode.Failed;
        }
    }

    private void Configure(IConfigurator app)
    {
        app.SetApplicationName("asyncjobs");
        app.SetApplicationVersion(PlaceOpener.Version);
        app.PropagateExceptions();
        app.UseStrictParsing();
        app.ConfigureConsole(output.Standard);
        app.SetHelpProvider(new ToolHelp(app.Settings));
        app.Settings.Registrar.RegisterInstance(output);
        app.Settings.Registrar.RegisterInstance(time);
        app.Settings.Registrar.RegisterInstance(new PlaceOpener(output, environment, time));

        app.AddCommand<ListCommand>("list").WithDescription("List jobs, the newest first")
            .WithExample("list", "--stack", "orders", "--status", "FAILED", "--since", "2h");
        app.AddCommand<ShowCommand>("show").WithDescription("Show all that is known of a job")
            .WithExample("show", "7k2m0e9x4q8r1t5v3w6y0z2a4b", "--url", "http://localhost:5080");
        app.AddCommand<WatchCommand>("watch").WithDescription("Follow a job until it has ended. The exit code is 5 if it did not succeed");
        app.AddCommand<CancelCommand>("cancel").WithDescription("Cancel a job that waits, and ask the worker of a running one to stop");
        app.AddCommand<RetryCommand>("retry").WithDescription("Run a job again as a new one, or all that ended in one way")
            .WithExample("retry", "--stack", "orders", "--status", "FAILED", "--since", "2h", "--dry-run");
        app.AddCommand<RedeliverCommand>("redeliver")
            .WithDescription("Send the callback of a job that has ended now. The exit code is 4 if it was not taken")
            .WithExample("redeliver", "7k2m0e9x4q8r1t5v3w6y0z2a4b", "--stack", "orders");
        app.AddCommand<StatsCommand>("stats")
            .WithDescription("Count jobs by name and status, with how long they waited and ran. By default those of 24 hours");
        app.AddCommand<UiCommand>("ui").WithDescription("Serve the operator's page to the browsers of this machine");
    }
}
