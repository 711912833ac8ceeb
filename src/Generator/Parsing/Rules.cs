using AsyncJobs.Shared;
using Microsoft.CodeAnalysis;

namespace AsyncJobs.Generator.Parsing;

/// <summary>The rules of jobs. An error keeps the generator from writing the job.</summary>
internal static class Rules
{
    private const string Category = "AsyncJobs";
    private const string Help = Documentation.Rules;

    public static readonly DiagnosticDescriptor BadRoute = new(
        "AJ0001",
        "The route cannot be read",
        "The route '{0}' {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "AJ0001.md");

    public static readonly DiagnosticDescriptor DuplicateRoute = new(
        "AJ0002",
        "Two jobs have one route",
        "The route '{0}' is also that of {1}, and names of placeholders do not tell routes apart: change the method or the path of one of them",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "AJ0002.md", customTags: WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor UnboundPlaceholder = new(
        "AJ0003",
        "A placeholder has no parameter",
        "The placeholder '{{{0}}}' is bound to no parameter: "
        + "name a parameter '{0}', mark one [FromRoute(Name = \"{0}\")], or remove it from the route",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "AJ0003.md");

    public static readonly DiagnosticDescriptor UnknownPlaceholder = new(
        "AJ0004",
        "A route parameter has no placeholder",
        "The route has no placeholder '{{{0}}}' for the parameter '{1}': "
        + "add it to the route, or give the name of the placeholder as in [FromRoute(Name = \"…\")]",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "AJ0004.md");

    public static readonly DiagnosticDescriptor ReservedRoute = new(
        "AJ0005",
        "The route is the status endpoint's",
        "The route '{0}' is where every job is read, cancelled and run again: choose a path outside of /jobs",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "AJ0005.md");

    public static readonly DiagnosticDescriptor BadName = new(
        "AJ0006",
        "The job's name is not valid",
        "The name '{0}' is not valid: use 1 to 40 lower-case letters, digits and hyphens, starting with a letter",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "AJ0006.md");

    public static readonly DiagnosticDescriptor NoDefaultName = new(
        "AJ0007",
        "The job needs a name",
        "{0}: set Name to 1 to 40 lower-case letters, digits and hyphens, starting with a letter, as in Name = \"{1}\"",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "AJ0007.md");

    public static readonly DiagnosticDescriptor DuplicateName = new(
        "AJ0008",
        "Two jobs have one name",
        "The name '{0}' is also that of {1}: set Name on one of them",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "AJ0008.md", customTags: WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor LimitOutOfRange = new(
        "AJ0009",
        "A limit is out of range",
        "{0} is {1}: it must be {2}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "AJ0009.md");

    public static readonly DiagnosticDescriptor SeveralBodies = new(
        "AJ0010",
        "Several parameters are the body",
        "The parameter '{0}' is a second body besides '{1}': put both into one type, or mark one of them {2}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "AJ0010.md");

    public static readonly DiagnosticDescriptor BodyWithoutContent = new(
        "AJ0011",
        "A GET or DELETE request has no body",
        "The parameter '{0}' would be the body, and a {1} request has none: use POST, or take the value from the query with [FromQuery]",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "AJ0011.md");

    public static readonly DiagnosticDescriptor UnbindableParameter = new(
        "AJ0012",
        "The parameter cannot be passed by a job",
        "The parameter '{0}' is {1}: a job's arguments are stored between the request and the call, so {2}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "AJ0012.md");

    public static readonly DiagnosticDescriptor NotScalar = new(
        "AJ0013",
        "The type cannot be read from the request's text",
        "'{0}' cannot be read from a {1}: use a simple type such as string, int, Guid, DateTime or an enumeration, {2}take it from the body",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "AJ0013.md");

    public static readonly DiagnosticDescriptor Generic = new(
        "AJ0014",
        "A job method cannot be generic",
        "{0} is generic, and nothing says with which types a job would call it: use concrete types",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "AJ0014.md");

    public static readonly DiagnosticDescriptor NotCallable = new(
        "AJ0015",
        "The method cannot be called",
        "{0}: generated code of the same assembly must be able to call it",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "AJ0015.md");

    public static readonly DiagnosticDescriptor InaccessibleType = new(
        "AJ0016",
        "A type of the signature cannot be seen",
        "The type '{0}' is private, protected or local to its file: make it internal or public, so that generated code can use it",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "AJ0016.md");

    public static readonly DiagnosticDescriptor UnclearConstructor = new(
        "AJ0017",
        "It is unclear how the class is made",
        "{0}: leave one internal or public constructor, or mark one [ActivatorUtilitiesConstructor]",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "AJ0017.md");

    public static readonly DiagnosticDescriptor RequiredMembers = new(
        "AJ0018",
        "The class has required members",
        "'{0}' requires '{1}' to be set, which generated code cannot know: "
        + "take it through the constructor, or mark the constructor [SetsRequiredMembers]",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "AJ0018.md");

    public static readonly DiagnosticDescriptor UnsupportedResult = new(
        "AJ0019",
        "The method returns what a job cannot",
        "The method returns {0}: {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "AJ0019.md");

    public static readonly DiagnosticDescriptor NoServices = new(
        "AJ0020",
        "There are no services",
        "{0} comes from the services, and no method registers any: mark one static method that takes an IServiceCollection with [JobServices]",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "AJ0020.md", customTags: WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor BadServicesMethod = new(
        "AJ0021",
        "The [JobServices] method has the wrong shape",
        "The method '{0}' {1}: write it as 'internal static void {0}(IServiceCollection services)'",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "AJ0021.md");

    public static readonly DiagnosticDescriptor SeveralServicesMethods = new(
        "AJ0022",
        "Several methods are marked [JobServices]",
        "{0} is marked [JobServices] too: keep one, and call the other from it",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "AJ0022.md", customTags: WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor Unstoppable = new(
        "AJ0023",
        "The job cannot be stopped",
        "The method '{0}' takes neither a CancellationToken nor a JobContext: "
        + "it goes on when its time is over or its caller cancels, so add a CancellationToken and pass it on",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Help + "AJ0023.md");

    public static readonly DiagnosticDescriptor MissingJsonType = new(
        "AJ0024",
        "A type is missing from every JsonSerializerContext",
        "'{0}' is in no JsonSerializerContext, and {1} rules out reflection: add [JsonSerializable(typeof({0}))] to a context",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "AJ0024.md", customTags: WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor NotAMethod = new(
        "AJ0025",
        "[AsyncJob] is not on a method",
        "[AsyncJob] has no effect on {0}: move it to an ordinary method of a class",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "AJ0025.md");

    public static readonly DiagnosticDescriptor SeveralSources = new(
        "AJ0026",
        "A value has several sources or several parameters",
        "The value of {0} has several {1}: {2}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "AJ0026.md");

    public static readonly DiagnosticDescriptor BadAuthorizer = new(
        "AJ0027",
        "The authorizer's name is not valid",
        "The name '{0}' is not valid: use 1 to 128 letters, digits, hyphens and underscores, starting with a letter, "
        + "as the API's Auth names its authorizers",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "AJ0027.md");

    public static readonly DiagnosticDescriptor HandlerTooLong = new(
        "AJ0028",
        "The handler's name is too long for Lambda",
        "The handler '{0}' has {1} characters, and Lambda takes 127: "
        + "set a Name that is shorter by {2}, or shorten RootNamespace or AssemblyName in the project file",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "AJ0028.md");

    public static readonly DiagnosticDescriptor OldLanguage = new(
        "AJ0029",
        "The project's C# is too old",
        "The project is written in C# {0}, and what is generated for the job needs C# 9: "
        + "set LangVersion to 9 or more, or remove it from the project file",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "AJ0029.md");

    public static readonly DiagnosticDescriptor ForeignMain = new(
        "AJ0030",
        "The program's Main does not run jobs",
        "Amazon.Lambda.Annotations writes a Main that knows no jobs, so that their functions would end at once: "
        + "write a Main that returns LambdaHost.Run(AppJobs.App) "
        + "where LambdaHost.IsJobFunction and awaits GeneratedProgram.Main otherwise, and make its class the StartupObject",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Help + "AJ0030.md", customTags: WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor ForeignSource = new(
        "AJ0031",
        "The attribute binds nothing in a job",
        "The parameter '{0}' is marked [{1}], which a job does not bind, and its value would come from the request itself: remove the attribute and "
        + "the parameter; the job belongs to its caller without them",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "AJ0031.md");

    public static readonly DiagnosticDescriptor TakenName = new(
        "AJ0032",
        "The name of a generated class is taken",
        "The {1} '{0}' has the name of a class that is generated for the project's jobs, so that nothing is: "
        + "rename it, or put it into another namespace",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "AJ0032.md", customTags: WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor TakenJobName = new(
        "AJ0033",
        "The name of the job's class is taken",
        "The {0} '{1}' has the name of the class that is generated for this job: rename it or the method, or put one of them into another namespace",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "AJ0033.md");

    public static readonly DiagnosticDescriptor UnwritableJson = new(
        "AJ0034",
        "A type cannot be written or read as JSON",
        "The job's {0} cannot be {1} as JSON, since '{2}' is {3}: {4}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Help + "AJ0034.md", customTags: WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor LostJson = new(
        "AJ0035",
        "Values are lost as JSON",
        "The job's {0} is {1} as JSON without all of its values, since '{2}' is {3}: {4}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Help + "AJ0035.md", customTags: WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor BadHeader = new(
        "AJ0036",
        "The header's name is not valid",
        "No request can have a header named '{0}': use letters, digits and hyphens, as in [FromHeader(Name = \"X-Request-Id\")]",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "AJ0036.md");

    public static readonly DiagnosticDescriptor NoEffect = new(
        "AJ0037",
        "A property of [AsyncJob] has no effect",
        "{0} has no effect {1}: {2}, or remove {0}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Help + "AJ0037.md");

    public static readonly DiagnosticDescriptor NoState = new(
        "AJ0038",
        "The job has no such State",
        "{0} fails whenever it is called, since [AsyncJob] {1}: set State = typeof({2})",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "AJ0038.md");

    public static readonly DiagnosticDescriptor NoService = new(
        "AJ0039",
        "A constructor's parameter is no service",
        "The parameter '{0}' is {1}, and what a constructor takes comes from the services: take the value as a parameter of the job's method or "
        + "from an options class, or mark the parameter [FromServices] if it is registered",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Help + "AJ0039.md");

    public static readonly DiagnosticDescriptor UnknownStart = new(
        "AJ0040",
        "Starts names no job",
        "Starts names '{0}', and the project has no job of that name: {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "AJ0040.md", customTags: WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor RepeatedStart = new(
        "AJ0041",
        "Starts names a job twice",
        "Starts names '{0}' twice: remove one, or correct it if another job was meant",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Help + "AJ0041.md");

    public static readonly DiagnosticDescriptor NoRequest = new(
        "AJ0046",
        "A job without a route has no request",
        "The parameter '{0}' is marked [{1}], and no request starts a job without a route: remove the attribute, and whoever starts the job by "
        + "StartAsync gives the value, or give the job a route",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "AJ0046.md");

    public static readonly DiagnosticDescriptor OmittedJson = new(
        "AJ0048",
        "What is left out as JSON is required when it is read",
        "The job's {0} cannot be read again if '{2}' is {3}, which is left out when it is written, and required when it is read: {4}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Help + "AJ0048.md", customTags: WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor UnusedApp = new(
        UnusedAppRule.Id,
        "The program does not run its jobs",
        "Nothing in the program uses {0}.App, so that its functions end without having run a job: {1}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Help + UnusedAppRule.Id + ".md");
}
