using System.Collections.Immutable;
using AsyncJobs.Analyzers.Known.Libraries;
using Microsoft.CodeAnalysis;

namespace AsyncJobs.Analyzers.Known;

/// <summary>
/// The catalogue of one compilation: the types and members through which time and cancellation pass, and the libraries by which a project calls out.
/// Everything is recognised by its full name, and looked up when it is first asked for.
/// </summary>
internal sealed class KnownSymbols
{
    private readonly KnownType _timeSpan;
    private readonly KnownType _dateTimeOffset;
    private readonly KnownType _arithmetic;
    private readonly KnownType _configuration;
    private readonly KnownType _options;
    private readonly KnownType _environment;
    private readonly KnownType _formatProvider;
    private readonly KnownType _enumeratorCancellation;
    private readonly KnownType _streamReaders;

    public KnownSymbols(Compilation compilation)
    {
        Compilation = compilation;
        _timeSpan = new KnownType(compilation, "System.TimeSpan");
        _dateTimeOffset = new KnownType(compilation, "System.DateTimeOffset");
        _arithmetic = new KnownType(
            compilation,
            "System.TimeSpan", "System.DateTime", "System.DateTimeOffset", "System.Math", "System.MathF", "System.Convert", "System.Decimal",
            "System.Nullable", "System.String", "System.Comparison`1", "System.Linq.Enumerable", "System.Diagnostics.Stopwatch");
        _configuration = new KnownType(
            compilation,
            "Microsoft.Extensions.Configuration.IConfiguration", "Microsoft.Extensions.Configuration.ConfigurationBinder",
            "Microsoft.Extensions.Configuration.ConfigurationExtensions");
        _options = new KnownType(
            compilation, "Microsoft.Extensions.Options.IOptions`1", "Microsoft.Extensions.Options.IOptionsSnapshot`1",
                "Microsoft.Extensions.Options.IOptionsMonitor`1");
        _environment = new KnownType(compilation, "System.Environment");
        _formatProvider = new KnownType(compilation, "System.IFormatProvider");
        _enumeratorCancellation = new KnownType(compilation, "System.Runtime.CompilerServices.EnumeratorCancellationAttribute");
        _streamReaders = new KnownType(compilation, "System.IO.Stream", "System.IO.TextReader", "System.IO.BinaryReader", "System.Xml.XmlReader",
            "Newtonsoft.Json.JsonReader");
        ArgumentNullException = new KnownType(compilation, "System.ArgumentNullException");
        TimeoutException = new KnownType(compilation, "System.TimeoutException");
        Lazy = new KnownType(compilation, "System.Lazy`1", "System.Lazy`2");
        Clock = new KnownClock(compilation);
        Tasks = new KnownTasks(compilation);
        Product = new KnownProduct(compilation);
        Http = new HttpLibrary(compilation, this);
        ClientFactory = new ClientFactoryLibrary(compilation, this);
        Polly = new PollyLibrary(compilation, this);
        Libraries = KnownLibrary.All(compilation, this);
        Foreign = new ForeignLibraries(compilation);
        Constants = new KnownConstants(compilation);
    }

    public Compilation Compilation { get; }

    public KnownType ArgumentNullException { get; }

    public KnownType TimeoutException { get; }

    public KnownType Lazy { get; }

    /// <summary>What tells the present.</summary>
    public KnownClock Clock { get; }

    /// <summary>Tasks, tokens, and what hands tokens out.</summary>
    public KnownTasks Tasks { get; }

    /// <summary>The package itself, and Lambda's types around it.</summary>
    public KnownProduct Product { get; }

    /// <summary>Times that have a name in the platform.</summary>
    public KnownConstants Constants { get; }

    public HttpLibrary Http { get; }

    /// <summary>Clients that a container makes.</summary>
    public ClientFactoryLibrary ClientFactory { get; }

    public PollyLibrary Polly { get; }

    /// <summary>Every library by which a project may call out.</summary>
    public ImmutableArray<KnownLibrary> Libraries { get; }

    /// <summary>What is known of libraries that the catalogue does not have.</summary>
    public ForeignLibraries Foreign { get; }

    public bool IsToken(ITypeSymbol? type) => Tasks.Token.Is(Plain(type));

    public bool IsTokenSource(ITypeSymbol? type) => Tasks.TokenSource.Is(type);

    public bool IsTimeSpan(ITypeSymbol? type) => _timeSpan.Is(Plain(type));

    public bool IsPointInTime(ITypeSymbol? type) =>
        Plain(type) is { } plain && (plain.SpecialType == SpecialType.System_DateTime || _dateTimeOffset.Is(plain));

    public static bool IsNumber(ITypeSymbol? type) => Plain(type)?.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_Double;

    public bool IsTask(ITypeSymbol? type) => Tasks.IsTask(type);

    /// <summary>Without the question mark of a nullable value.</summary>
    public static ITypeSymbol? Plain(ITypeSymbol? type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;

    /// <summary>Whether a value of this type can carry a time limit: a duration, a point in time, a cancellation, a number.</summary>
    public bool IsTime(ITypeSymbol? type) => IsDuration(type) || IsToken(type) || IsTokenSource(type);

    /// <summary>A time without the cancellations that are made of one.</summary>
    public bool IsDuration(ITypeSymbol? type) => IsNumber(type) || IsTimeSpan(type) || IsPointInTime(type);

    /// <summary>The types whose methods do nothing but compute or parse a time or number.</summary>
    public bool IsArithmetic(ITypeSymbol? type) => IsNumber(type) || _arithmetic.Is(Plain(type));

    public bool IsConfiguration(ITypeSymbol? type) => _configuration.IsImplementedBy(type);

    public bool IsOptions(ITypeSymbol? type) => _options.IsImplementedBy(type);

    /// <summary>Whether a method reads environment variables.</summary>
    public bool IsEnvironmentVariable(IMethodSymbol method) =>
        method.Name is "GetEnvironmentVariable" or "GetEnvironmentVariables" && _environment.Is(method.ContainingType);

    /// <summary>Whether a type says how something is written or rounded, and nothing of its value.</summary>
    public bool IsFormat(ITypeSymbol? type) => type is { TypeKind: TypeKind.Enum } || _formatProvider.Is(type);

    /// <summary>Whether the compiler passes a token of its own for a parameter.</summary>
    public bool IsTokenOfEnumerator(IParameterSymbol parameter) => _enumeratorCancellation.IsOn(parameter);

    /// <summary>Whether a type is a stream, or reads one as it is asked for more.</summary>
    public bool IsStreamReader(ITypeSymbol? type) => _streamReaders.IsBaseOf(type);
}
