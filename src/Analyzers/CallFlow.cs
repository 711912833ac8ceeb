using System.Runtime.CompilerServices;
using AsyncJobs.Analyzers.Clients;
using AsyncJobs.Analyzers.Destinations;
using AsyncJobs.Analyzers.Index;
using AsyncJobs.Analyzers.Known;
using AsyncJobs.Analyzers.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AsyncJobs.Analyzers;

/// <summary>What the rules about outgoing calls know of one compilation: the rooms put together, each filled as the rules ask.</summary>
internal sealed class CallFlow
{
    // Analyzers keep nothing between compilations: what they share of one goes with it.
    private static readonly ConditionalWeakTable<Compilation, CallFlow> s_flows = new();

    private CallFlow(Compilation compilation, Settings settings)
    {
        Code = new CodeIndex(compilation, settings);
        Values = new TimeValues(Code);
        Clients = new ClientRegistrations(Values);
        Limits = new LimitedCalls(Values, Clients);
    }

    public CodeIndex Code { get; }

    public KnownSymbols Known => Code.Known;

    /// <summary>Where times come from.</summary>
    public TimeValues Values { get; }

    /// <summary>What is registered in a container.</summary>
    public ClientRegistrations Clients { get; }

    /// <summary>Where times go.</summary>
    public LimitedCalls Limits { get; }

    public static CallFlow Of(Compilation compilation, AnalyzerOptions options) =>
        s_flows.TryGetValue(compilation, out CallFlow? flow)
            ? flow
            : s_flows.GetValue(compilation, key => new CallFlow(key, ReadSettings(key, options)));

    private static Settings ReadSettings(Compilation compilation, AnalyzerOptions options)
    {
        Settings all = Settings.Read(options.AnalyzerConfigOptionsProvider.GlobalOptions);

        // The files of a folder have the same settings, mostly none.
        HashSet<AnalyzerConfigOptions> read = [];
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            AnalyzerConfigOptions own = options.AnalyzerConfigOptionsProvider.GetOptions(tree);
            if (read.Add(own))
                all = all.With(Settings.Read(own));
        }

        return all;
    }
}
