using System.Collections.Concurrent;
using System.Collections.Immutable;
using AsyncJobs.Analyzers.Known.Libraries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Known;

/// <summary>
/// The catalogue of one compilation: the types and members through which time and cancellation pass, and the libraries by which a project calls out.
/// Everything is recognised by its full name, and looked up when it is first asked for.
/// </summary>
internal sealed class KnownSymbols : KnownTimes
{
    private readonly KnownType _arithmetic;
    private readonly KnownType _configuration;
    private readonly KnownType _options;
    private readonly KnownType _collections;
    private readonly KnownType _dictionaries;
    private readonly KnownType _environment;
    private readonly KnownType _formatProvider;
    private readonly KnownType _enumeratorCancellation;
    private readonly KnownType _streamReaders;

    // Asked for each argument of a project; most are of the same methods.
    private readonly ConcurrentDictionary<IMethodSymbol, bool> _takers = new(SymbolEqualityComparer.Default);

    public KnownSymbols(Compilation compilation)
        : base(compilation)
    {
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
        _collections = new KnownType(compilation, "System.Collections.IEnumerable");
        _dictionaries = new KnownType(
            compilation, "System.Collections.IDictionary", "System.Collections.Generic.IReadOnlyDictionary`2");
        _environment = new KnownType(compilation, "System.Environment");
        _formatProvider = new KnownType(compilation, "System.IFormatProvider");
        _enumeratorCancellation = new KnownType(compilation, "System.Runtime.CompilerServices.EnumeratorCancellationAttribute");
        _streamReaders = new KnownType(compilation, "System.IO.Stream", "System.IO.TextReader", "System.IO.BinaryReader", "System.Xml.XmlReader",
            "Newtonsoft.Json.JsonReader");
        ArgumentNullException = new KnownType(compilation, "System.ArgumentNullException");
        TimeoutException = new KnownType(compilation, "System.TimeoutException");
        Sequences = new KnownType(compilation, "System.Linq.Enumerable");
        Lazy = new KnownType(compilation, "System.Lazy`1", "System.Lazy`2");
        Clock = new KnownClock(compilation);
        Product = new KnownProduct(compilation);
        Hosting = new KnownHosting(compilation);
        Callbacks = new KnownCallbacks(compilation, Tasks);
        Durable = new KnownDurable(compilation);
        Http = new HttpLibrary(compilation, this);
        ClientFactory = new ClientFactoryLibrary(compilation, Http);
        Polly = new PollyLibrary(compilation, this);
        Libraries =
        [
            Http,
            Polly,
            new WebRequestLibrary(compilation),
            new RestSharpLibrary(compilation),
            new FlurlLibrary(compilation, this),
            new RefitLibrary(compilation),
            new GrpcLibrary(compilation, this),
            new AmazonSdkLibrary(compilation),
            new ServiceModelLibrary(compilation),
        ];
        Foreign = new ForeignLibraries(compilation);
        Constants = new KnownConstants(compilation);
    }

    public KnownType ArgumentNullException { get; }

    public KnownType TimeoutException { get; }

    public KnownType Lazy { get; }

    /// <summary>The extension methods of every sequence.</summary>
    public KnownType Sequences { get; }

    /// <summary>What tells the present.</summary>
    public KnownClock Clock { get; }

    /// <summary>The package itself, and Lambda's types around it.</summary>
    public KnownProduct Product { get; }

    /// <summary>What starts a process and serves requests in it.</summary>
    public KnownHosting Hosting { get; }

    /// <summary>What others do with a function that they are given.</summary>
    public KnownCallbacks Callbacks { get; }

    /// <summary>Lambda's durable functions.</summary>
    public KnownDurable Durable { get; }

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

    /// <summary>The types whose methods do nothing but compute or parse a time or number.</summary>
    public bool IsArithmetic(ITypeSymbol? type) => IsNumber(type) || _arithmetic.Is(Plain(type));

    public bool IsConfiguration(ITypeSymbol? type) => _configuration.IsImplementedBy(type);

    public bool IsOptions(ITypeSymbol? type) => _options.IsImplementedBy(type);

    /// <summary>Whether a type holds any number of elements. A text is none.</summary>
    public bool IsCollection(ITypeSymbol? type) =>
        type is not null && type.SpecialType != SpecialType.System_String && _collections.IsImplementedBy(type);

    /// <summary>Whether a type finds values by keys.</summary>
    public bool IsDictionary(ITypeSymbol? type) => _dictionaries.IsImplementedBy(type);

    /// <summary>Whether a method reads environment variables.</summary>
    public bool IsEnvironmentVariable(IMethodSymbol method) =>
        method.Name is "GetEnvironmentVariable" or "GetEnvironmentVariables" && _environment.Is(method.ContainingType);

    /// <summary>Whether a type says how something is written or rounded, and nothing of its value.</summary>
    public bool IsFormat(ITypeSymbol? type) => type is { TypeKind: TypeKind.Enum } || _formatProvider.Is(type);

    /// <summary>Whether the compiler passes a token of its own for a parameter.</summary>
    public bool IsTokenOfEnumerator(IParameterSymbol parameter) => _enumeratorCancellation.IsOn(parameter);

    /// <summary>Whether a property is the time that calls of a library, other than the platform's client, may take.</summary>
    public bool IsLimit(IPropertyReferenceOperation reference)
    {
        IPropertySymbol property = reference.Property;
        while (property.OverriddenProperty is { } overridden)
            property = overridden;

        return Libraries.Any(library => library.IsLimit(property, reference.Instance?.Type));
    }

    /// <summary>Whether any parameter of a method or constructor is the time of a library's calls or pipelines.</summary>
    public bool TakesTime(IMethodSymbol method) => _takers.TryGetValue(method, out bool takes) ? takes : _takers.GetOrAdd(method, FindTaken);

    private bool FindTaken(IMethodSymbol method) =>
        method.ContainingType is not null
        && method.Parameters.Any(parameter => Polly.IsTime(method, parameter) || Libraries.Any(library => library.IsLimit(method, parameter)));

    /// <summary>Whether an argument is the time that calls of a library may take.</summary>
    public bool IsLimit(IArgumentOperation argument) =>
        argument.Parameter is { ContainingSymbol: IMethodSymbol { ContainingType: not null } method } parameter
        && Libraries.Any(library => library.IsLimit(method, parameter));

    /// <summary>Whether an object of this type is one request of a library.</summary>
    public bool IsRequest(ITypeSymbol? type) => type is not null && Libraries.Any(library => library.IsRequest(type));

    /// <summary>Whether an object of this type is a call that has begun.</summary>
    public bool IsBegunCall(ITypeSymbol? type) => type is not null && Libraries.Any(library => library.IsBegunCall(type));

    /// <summary>Whether a type is a stream, or reads one as it is asked for more.</summary>
    public bool IsStreamReader(ITypeSymbol? type) => _streamReaders.IsBaseOf(type);
}
