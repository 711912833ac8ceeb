using Microsoft.CodeAnalysis;

namespace AsyncJobs.Generator.Parsing;

/// <summary>Reads the route of [AsyncJob] by the rules of API Gateway.</summary>
internal static class RouteParser
{
    private static readonly string[] s_methods = ["POST", "GET", "PUT", "PATCH", "DELETE"];

    /// <summary>Reads a route; null where it has a fault.</summary>
    public static Route? Parse(string? text, AttributeData attribute, Faults faults)
    {
        if (text is null)
        {
            faults.AddCompilerError();
            return null;
        }

        (Route? route, string? fault) = Read(text);
        if (route is null)
        {
            faults.Add(Rules.BadRoute, FaultSite.Route(attribute), text, fault!);
            return null;
        }

        if (IsReserved(route))
        {
            faults.Add(Rules.ReservedRoute, FaultSite.Route(attribute), text);
            return null;
        }

        return route;
    }

    // Either the route or what is wrong with it.
    private static (Route? Route, string? Fault) Read(string text)
    {
        int space = text.IndexOf(' ');
        if (space <= 0 || space == text.Length - 1)
            return (null, "needs an HTTP method, a space and a path, such as \"POST /reports/{name}\"");

        if (MethodOf(text, space) is not { } method)
            return (null, "must begin with POST, GET, PUT, PATCH or DELETE in upper case");

        string template = text.Substring(space + 1);
        if (template[0] != '/')
            return (null, "needs a path that starts with a slash");

        if (template.Length > 1 && template[template.Length - 1] == '/')
            return (null, "must not end with a slash");

        List<string> placeholders = [];
        return ReadSegments(template, placeholders) is { } fault ? (null, fault) : (new Route(method, template, placeholders), null);
    }

    private static string? MethodOf(string text, int length)
    {
        foreach (string method in s_methods)
        {
            if (method.Length == length && text.StartsWith(method, StringComparison.Ordinal))
                return method;
        }

        return null;
    }

    // Adds the placeholders of the path, and says what is wrong with it.
    private static string? ReadSegments(string template, List<string> placeholders)
    {
        for (int start = 1; start < template.Length;)
        {
            int end = template.IndexOf('/', start);
            if (end < 0)
                end = template.Length;

            if (FaultOf(template, start, end) is { } fault)
                return fault;

            if (template[start] == '{')
            {
                string name = template.Substring(start + 1, end - start - 2);
                if (placeholders.Exists(other => other.Equals(name, StringComparison.OrdinalIgnoreCase)))
                    return $"has the placeholder {{{name}}} twice";

                placeholders.Add(name);
            }

            start = end + 1;
        }

        return null;
    }

    // GET and DELETE /jobs/{id} are the status endpoint of every job, POST /jobs/{id}/retry runs one again, and
    // POST /jobs/{id}/callback has its callback sent again.
    private static bool IsReserved(Route route)
    {
        if (route.Placeholders.Count != 1 || !route.Template.StartsWith("/jobs/{", StringComparison.Ordinal))
            return false;

        string rest = route.Template.Substring(route.Template.IndexOf('}') + 1);
        return route.Method is "GET" or "DELETE" ? rest.Length == 0 : route.Method == "POST" && rest is "/retry" or "/callback";
    }

    private static string? FaultOf(string template, int start, int end)
    {
        if (start == end)
            return "has an empty segment: two slashes in a row";

        if (template[start] == '{')
            return FaultOfPlaceholder(template, start, end);

        for (int i = start; i < end; i++)
        {
            switch (template[i])
            {
                case '?' or '#':
                    return "must not contain a query string: parameters marked [FromQuery] are read from it without being named in the route";
                case '{' or '}':
                    return "has a placeholder beside other text: a placeholder is a whole segment, as in /reports/{name}";
                case not ((>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '_' or '.' or ':'):
                    return $"contains '{template[i]}': API Gateway takes letters, digits, hyphens, underscores, dots and colons";
            }
        }

        return IsDots(template, start, end) ? "contains a segment of dots only, which clients resolve away" : null;
    }

    private static string? FaultOfPlaceholder(string template, int start, int end)
    {
        if (end - start < 3 || template[end - 1] != '}')
            return end - start == 2 && template[end - 1] == '}' ? "has a placeholder without a name" : "has a brace without its counterpart";

        if (template[end - 2] == '+')
            return "has a placeholder for several segments, which a job cannot bind: name each segment, or take the path from the query";

        for (int i = start + 1; i < end - 1; i++)
        {
            char c = template[i];
            bool isLetter = c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '_';
            if (!isLetter && (i == start + 1 || c is not ((>= '0' and <= '9') or '-' or '.')))
                return "has a placeholder that is not a name: letters, digits and underscores, without constraint, default or question mark";
        }

        return null;
    }

    private static bool IsDots(string template, int start, int end) =>
        template[start] == '.' && (end - start == 1 || (end - start == 2 && template[start + 1] == '.'));
}
