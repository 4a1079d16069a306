using System.Xml.Linq;
using Baton.Desk.Storage;
using Baton.Runtime.Storage;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Access;

/// <summary>
/// Keeps the keys that protect cookies and forms in a database that servers share, so that a sign-in at one of them is valid at all. Safe for
/// any number of threads; uses connections of its own, as it is asked before the runtime runs.
/// </summary>
public sealed class KeyRing(BatonStorage storage) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var connection = storage.OpenReader();
        using var db = DeskDb.On(connection);
        return [.. db.Set<KeyRingElement>().AsNoTracking().OrderBy(row => row.Name).AsEnumerable().Select(row => XElement.Parse(row.Xml))];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        ArgumentNullException.ThrowIfNull(element);
        using var connection = storage.OpenWriter();
        using var db = DeskDb.On(connection);
        db.Add(new KeyRingElement { Name = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) });
        db.SaveChanges();
    }
}
