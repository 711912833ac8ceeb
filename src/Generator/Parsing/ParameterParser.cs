using AsyncJobs.Generator.Model;
using Microsoft.CodeAnalysis;

namespace AsyncJobs.Generator.Parsing;

/// <summary>
/// Tells where each parameter of a job method gets its value. In this order: what the invocation itself gives, what an attribute says,
/// the placeholder of the same name, simple types from the query, interfaces and abstract classes from the services, the rest from the body.
/// </summary>
internal static class ParameterParser
{
    private const string OurAttributes = "AsyncJobs.Parameters";
    private const string Annotations = "Amazon.Lambda.Annotations";
    private const string AnnotationsOfApiGateway = Annotations + ".APIGateway";
    private const string DependencyInjection = "Microsoft.Extensions.DependencyInjection";
    private const string Logging = "Microsoft.Extensions.Logging";
    private const string PlainValue = "take a plain value";

    public static EquatableArray<ParameterModel> Parse(IMethodSymbol method, AttributeData attribute, Route? route, Faults faults)
    {
        ParameterModel[] models = method.Parameters.Length == 0 ? [] : new ParameterModel[method.Parameters.Length];
        bool isComplete = true;
        for (int i = 0; i < models.Length; i++)
        {
            ParameterModel? model = Parse(method.Parameters[i], route, faults);
            isComplete &= model is not null;
            models[i] = model!;
        }

        CheckTogether(method, models, route, faults);
        if (isComplete && route is not null)
            CheckPlaceholders(models, attribute, route, faults);
        return new(models);
    }

    /// <summary>Whether a value of the parameter's type can be made and passed by code that is not its caller's.</summary>
    public static bool CanBePassed(IParameterSymbol parameter, Faults faults)
    {
        ITypeSymbol type = parameter.Type;
        string? problem = parameter.RefKind switch
        {
            RefKind.None => null,
            RefKind.Ref => "passed by reference",
            RefKind.Out => "an out parameter",
            _ => "passed by read-only reference",
        };
        if (TypeAccess.ContainsPointer(type))
            problem = "a pointer";
        else if (type.IsRefLikeType)
            problem = "a ref struct";

        if (problem is not null)
            faults.Add(Rules.UnbindableParameter, FaultSite.TypeOf(parameter), parameter.Name, problem, PlainValue);
        else if (TypeAccess.ContainsError(type))
            faults.AddCompilerError();
        else if (!TypeAccess.IsReachable(type))
            faults.Add(Rules.InaccessibleType, FaultSite.TypeOf(parameter), type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat));
        else
            return true;

        return false;
    }

    /// <summary>A parameter that the invocation itself gives; null for any other.</summary>
    public static ParameterModel? OfInvocation(IParameterSymbol parameter)
    {
        ITypeSymbol type = parameter.Type;
        if (type.Is("AsyncJobs", "JobContext"))
            return Of(BindingSource.JobContext, "global::AsyncJobs.JobContext");

        if (type.Is("AsyncJobs", "InvocationBudget"))
            return Of(BindingSource.Budget, "global::AsyncJobs.InvocationBudget");

        if (type.Is("System.Threading", "CancellationToken"))
            return Of(BindingSource.CancellationToken, "global::System.Threading.CancellationToken");

        return type.Is("System", "IServiceProvider") ? Of(BindingSource.ServiceProvider, "global::System.IServiceProvider") : null;

        ParameterModel Of(BindingSource source, string name) => new(parameter.Name, name, source, parameter.Name, Presence.Required, null);
    }

    public static ParameterModel OfService(IParameterSymbol parameter)
    {
        string? literal = DefaultValue.Of(parameter);
        bool isOptional = literal is not null || parameter.Type.NullableAnnotation == NullableAnnotation.Annotated;
        AttributeData? keyed = parameter.FindAttribute(DependencyInjection, "FromKeyedServicesAttribute");
        return new ParameterModel(
            parameter.Name,
            TypeNames.NonNull(parameter.Type, ExternAliases.Of(parameter)),
            BindingSource.Service,
            parameter.Name,
            isOptional ? Presence.Optional : Presence.Required,
            literal)
        {
            IsValueType = parameter.Type.IsValueType,
            IsOfLibrary = keyed is null && IsOfLibrary(parameter.Type),
            ServiceKey = keyed?.First() is { } key ? Literal.Of(key, ExternAliases.Of(parameter)) : null,
        };
    }

    private static bool IsOfLibrary(ITypeSymbol type) =>
        type.Is("System", "TimeProvider")
        || type.Is(Logging, "ILoggerFactory")
        || (type is INamedTypeSymbol { Arity: 1 } && type.Is(Logging, "ILogger"));

    /// <summary>A parameter of the constructor of a job's class, which the services give.</summary>
    public static ParameterModel OfConstructor(IParameterSymbol parameter, Faults faults)
    {
        ParameterModel model = OfService(parameter);
        BindingSource? source = SourceOf(parameter, faults, out _);
        string? fault = source switch
        {
            BindingSource.Service => null,
            { } other => $"marked [From{other}], which binds nothing here",
            null when model.Presence == Presence.Required && IsPlainValue(parameter.Type) => "a plain value",
            null => null,
        };
        if (fault is not null)
            faults.Add(Rules.NoService, FaultSite.Name(parameter), parameter.Name, fault);
        return model;
    }

    // A Uri is what an application may well register.
    private static bool IsPlainValue(ITypeSymbol type) => ScalarType.Of(type) is not (ScalarKind.None or ScalarKind.Uri);

    private static ParameterModel? Parse(IParameterSymbol parameter, Route? route, Faults faults)
    {
        if (!CanBePassed(parameter, faults))
            return null;

        if (OfInvocation(parameter) is { } ofInvocation)
            return ofInvocation;

        // Its value is the authorizer's word; to take it from the query would be to take the caller's.
        if (parameter.FindAttribute(AnnotationsOfApiGateway, "FromCustomAuthorizerAttribute") is not null)
        {
            faults.Add(Rules.ForeignSource, FaultSite.Name(parameter), parameter.Name, "FromCustomAuthorizer");
            return null;
        }

        BindingSource? source = SourceOf(parameter, faults, out string? name);
        if (route is { IsNone: true } && source is BindingSource.Route or BindingSource.Query or BindingSource.Header)
        {
            faults.Add(Rules.NoRequest, FaultSite.Name(parameter), parameter.Name, $"From{source}");
            return null;
        }

        if (source is null && route?.Find(parameter.Name) is not null)
            source = BindingSource.Route;

        return source switch
        {
            BindingSource.Route => OfRoute(parameter, name ?? parameter.Name, route, faults),
            BindingSource.Query or BindingSource.Header => OfText(parameter, source.Value, name ?? parameter.Name, faults),
            BindingSource.Body => OfBody(parameter, faults),
            BindingSource.Service => OfService(parameter),
            _ when IsText(parameter.Type) => OfText(parameter, BindingSource.Query, parameter.Name, faults),
            _ when IsNoData(parameter, faults) => null,
            _ when IsService(parameter.Type) => OfService(parameter),
            _ => OfBody(parameter, faults),
        };
    }

    // Amazon.Lambda.Annotations has attributes of the same names, which people who come from there will have in scope.
    private static BindingSource? SourceOf(IParameterSymbol parameter, Faults faults, out string? name)
    {
        BindingSource? found = null;
        name = null;
        foreach (AttributeData attribute in parameter.GetAttributes())
        {
            BindingSource? source = SourceOf(attribute.AttributeClass);
            if (source is null)
                continue;

            if (found is not null && found != source)
            {
                faults.Add(
                    Rules.SeveralSources,
                    FaultSite.Name(parameter),
                    $"the parameter '{parameter.Name}'",
                    "sources",
                    "keep one of its attributes");
            }

            found = source;
            foreach (KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments)
            {
                if (argument is { Key: "Name", Value.Value: string { Length: > 0 } text })
                    name = text;
            }
        }

        return found;
    }

    private static BindingSource? SourceOf(INamedTypeSymbol? attribute)
    {
        BindingSource source;
        switch (attribute?.Name)
        {
            case "FromRouteAttribute":
                source = BindingSource.Route;
                break;
            case "FromQueryAttribute":
                source = BindingSource.Query;
                break;
            case "FromHeaderAttribute":
                source = BindingSource.Header;
                break;
            case "FromBodyAttribute":
                source = BindingSource.Body;
                break;
            case "FromServicesAttribute":
                source = BindingSource.Service;
                break;
            case "FromKeyedServicesAttribute":
                return TypeMatch.IsNamed(attribute.ContainingNamespace, DependencyInjection) ? BindingSource.Service : null;
            default:
                return null;
        }

        INamespaceSymbol symbol = attribute.ContainingNamespace;
        bool isKnown = TypeMatch.IsNamed(symbol, OurAttributes)
            || TypeMatch.IsNamed(symbol, AnnotationsOfApiGateway)
            || TypeMatch.IsNamed(symbol, Annotations + ".ALB")
            || TypeMatch.IsNamed(symbol, Annotations);
        return isKnown ? source : null;
    }

    private static ParameterModel? OfRoute(IParameterSymbol parameter, string name, Route? route, Faults faults)
    {
        if (route is null)
            return null;

        string? placeholder = route.Find(name);
        if (placeholder is null)
        {
            faults.Add(Rules.UnknownPlaceholder, FaultSite.Name(parameter), name, parameter.Name);
            return null;
        }

        return OfText(parameter, BindingSource.Route, placeholder, faults);
    }

    private static ParameterModel? OfText(IParameterSymbol parameter, BindingSource source, string key, Faults faults)
    {
        ITypeSymbol type = parameter.Type;
        ITypeSymbol item = type;
        CollectionKind collection = CollectionKind.None;
        bool isNullableValue = type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;
        if (isNullableValue)
            item = ((INamedTypeSymbol)type).TypeArguments[0];

        ScalarKind scalar = ScalarType.Of(item);
        if (scalar == ScalarKind.None && source == BindingSource.Query && ScalarType.ItemOf(type, out collection) is { } itemOfMany)
        {
            item = itemOfMany;
            scalar = ScalarType.Of(item);
        }

        if (scalar == ScalarKind.None)
        {
            string place = source switch
            {
                BindingSource.Route => "placeholder of the route",
                BindingSource.Header => "header",
                _ => "query string",
            };
            string alternative = source == BindingSource.Query ? "an array of one, or " : "or ";
            string shown = type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);
            faults.Add(Rules.NotScalar, FaultSite.TypeOf(parameter), shown, place, alternative);
            return null;
        }

        if (source == BindingSource.Header && !HeaderName.IsValid(key))
        {
            faults.Add(Rules.BadHeader, FaultSite.Name(parameter), key);
            return null;
        }

        string? literal = DefaultValue.Of(parameter);
        bool isOptional = literal is not null || type.NullableAnnotation == NullableAnnotation.Annotated;
        Presence presence = isNullableValue ? Presence.NullableValue : isOptional ? Presence.Optional : Presence.Required;
        return new ParameterModel(parameter.Name, ReferenceOf(parameter, literal), source, key, presence, literal)
        {
            Scalar = scalar,
            ScalarType = TypeNames.NonNull(item, ExternAliases.Of(parameter)),
            Collection = collection,
            HasNullableItems = collection != CollectionKind.None && item.NullableAnnotation == NullableAnnotation.Annotated,
            IsParams = parameter.IsParams,
            IsValueType = type.IsValueType,
        };
    }

    private static ParameterModel? OfBody(IParameterSymbol parameter, Faults faults)
    {
        ITypeSymbol type = parameter.Type;
        string? problem = type.TypeKind == TypeKind.Delegate ? "a delegate"
            : type.DerivesFrom("System.Threading.Tasks", "Task") || type.Is("System.Threading.Tasks", "ValueTask") ? "a task"
            : null;
        if (problem is not null)
        {
            faults.Add(Rules.UnbindableParameter, FaultSite.TypeOf(parameter), parameter.Name, problem, PlainValue);
            return null;
        }

        string? literal = DefaultValue.Of(parameter);
        bool isOptional = literal is not null || type.NullableAnnotation == NullableAnnotation.Annotated;
        string reference = ReferenceOf(parameter, literal);
        return new ParameterModel(parameter.Name, reference, BindingSource.Body, "", isOptional ? Presence.Optional : Presence.Required, literal)
        {
            Json = IsStream(type) ? null : JsonOfBody(parameter, reference, literal),
            IsValueType = type.IsValueType,
            IsParams = parameter.IsParams,
        };
    }

    private static JsonModel JsonOfBody(IParameterSymbol parameter, string reference, string? literal)
    {
        ITypeSymbol type = parameter.Type;
        JsonModel json = JsonParser.Parse(type, reference, ExternAliases.Of(parameter));

        // Only null can stand for an absent value where the default is another one.
        bool isAbsentNull = type.IsValueType && literal is not (null or "null" or "default");
        return isAbsentNull && type.OriginalDefinition.SpecialType != SpecialType.System_Nullable_T
            ? new JsonModel(json.Type + "?", json.Key + "?")
            : json;
    }

    // The body as it came, which no JSON stands for. One of its kinds is for whoever makes it.
    private static bool IsStream(ITypeSymbol type) => type.Is("System.IO", "Stream");

    // Code without nullable annotations says with "= null" that a reference may be null.
    private static string ReferenceOf(IParameterSymbol parameter, string? literal)
    {
        string reference = TypeNames.Reference(parameter.Type, ExternAliases.Of(parameter));
        bool isSilent = literal == "null" && parameter.Type is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.None };
        return isSilent ? reference + "?" : reference;
    }

    private static bool IsText(ITypeSymbol type)
    {
        if (type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T)
            type = ((INamedTypeSymbol)type).TypeArguments[0];
        return ScalarType.Of(type) != ScalarKind.None
            || (ScalarType.ItemOf(type, out _) is { } item && ScalarType.Of(item) != ScalarKind.None);
    }

    // Such a type would pass for a service because it is abstract, or for a body because it is not. Whoever means either says so.
    private static bool IsNoData(IParameterSymbol parameter, Faults faults)
    {
        if (JsonAttributes.HasConverter(parameter.Type) || UnwritableType.Of(parameter.Type) is not { } unwritable)
            return false;

        string instead = (IsStream(parameter.Type) ? "mark it [FromBody] if it is the body of the request" : unwritable.Instead)
            + ", or mark it [FromServices] if it is a service";
        faults.Add(Rules.UnbindableParameter, FaultSite.TypeOf(parameter), parameter.Name, unwritable.What, instead);
        return true;
    }

    // Interfaces of collections, JSON nodes and types that declare their derived ones are data, though nobody can make one with new.
    private static bool IsService(ITypeSymbol type) =>
        type is { TypeKind: TypeKind.Interface } or { IsAbstract: true, TypeKind: TypeKind.Class }
        && !TypeMatch.IsNamed(type.ContainingNamespace, "System.Collections.Generic")
        && !TypeMatch.IsNamed(type.ContainingNamespace, "System.Collections")
        && !TypeMatch.IsNamed(type.ContainingNamespace, "System.Collections.Immutable")
        && !TypeMatch.IsNamed(type.ContainingNamespace, "System.Text.Json.Nodes")
        && type.FindAttribute("System.Text.Json.Serialization", "JsonDerivedTypeAttribute") is null
        && type.FindAttribute("System.Text.Json.Serialization", "JsonPolymorphicAttribute") is null;

    private static void CheckTogether(IMethodSymbol method, ParameterModel?[] models, Route? route, Faults faults)
    {
        ParameterModel? body = null;
        for (int i = 0; i < models.Length; i++)
        {
            if (models[i] is not { IsBound: true } model)
                continue;

            if (model.Source != BindingSource.Body)
            {
                CheckUnique(method.Parameters[i], models, i, faults);
                continue;
            }

            if (body is not null)
                faults.Add(Rules.SeveralBodies, FaultSite.Name(method.Parameters[i]), model.Name, body.Name, OtherSourcesOf(route));
            else if (route?.Method is "GET" or "DELETE")
                faults.Add(Rules.BodyWithoutContent, FaultSite.Name(method.Parameters[i]), model.Name, route.Method);
            body ??= model;
        }
    }

    private static string OtherSourcesOf(Route? route) =>
        route is { IsNone: true } ? "[FromServices]" : "[FromQuery], [FromHeader] or [FromServices]";

    private static void CheckUnique(IParameterSymbol parameter, ParameterModel?[] models, int index, Faults faults)
    {
        ParameterModel model = models[index]!;
        for (int i = 0; i < index; i++)
        {
            if (models[i] is not { } other || other.Source != model.Source)
                continue;

            StringComparison comparison = model.Source == BindingSource.Header ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
            if (!model.Key.Equals(other.Key, comparison))
                continue;

            faults.Add(
                Rules.SeveralSources,
                FaultSite.Name(parameter),
                $"'{model.Key}'",
                "parameters",
                $"keep '{other.Name}' or '{model.Name}', or set Name in the attribute of one");
            return;
        }
    }

    private static void CheckPlaceholders(ParameterModel[] models, AttributeData attribute, Route route, Faults faults)
    {
        foreach (string placeholder in route.Placeholders)
        {
            bool isBound = false;
            foreach (ParameterModel model in models)
                isBound |= model.Source == BindingSource.Route && model.Key == placeholder;

            if (!isBound)
                faults.Add(Rules.UnboundPlaceholder, FaultSite.Route(attribute, "{" + placeholder + "}"), placeholder);
        }
    }
}
