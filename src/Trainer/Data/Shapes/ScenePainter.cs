namespace Platform.Trainer.Data.Shapes;

/// <summary>Paints a scene, antialiased, with the mask of what is visible.</summary>
sealed class ScenePainter
{
    const int Samples = 3; // a side: nine per pixel
    const double ThinPixels = 0.8; // half the width of thin parts, at least
    const double Grain = 0.03;

    readonly int _size;
    readonly Colour[] _colours;
    readonly byte[] _labels;
    readonly Dictionary<int, int> _painted = [];

    ScenePainter(int size)
    {
        _size = size;
        _colours = new Colour[size * size];
        _labels = new byte[size * size];
    }

    /// <summary>Picture and mask, and the smallest share of any object that nothing in front of it hides.</summary>
    public static (RgbImage Image, LabelMask Mask, double LeastVisible) Paint(ShapesScene scene, int size, RandomStream grain)
    {
        var painter = new ScenePainter(size);
        painter.Background(scene);
        foreach (var item in scene.Objects)
            painter.Object(item, scene.Light);
        return (painter.Image(grain), new LabelMask(size, size, painter._labels), painter.LeastVisible());
    }

    void Background(ShapesScene scene)
    {
        for (var y = 0; y < _size; y++)
            for (var x = 0; x < _size; x++)
                _colours[y * _size + x] = scene.Background((x + 0.5) / _size, (y + 0.5) / _size, scene.Noise) + scene.Light;
    }

    void Object(SceneObject item, Colour light)
    {
        var reach = item.Radius * 1.85; // no part is farther out, see ShapeClass
        var count = 0;
        for (var y = Math.Max(0, (int)(item.Y - reach)); y <= Math.Min(_size - 1, item.Y + reach); y++)
            for (var x = Math.Max(0, (int)(item.X - reach)); x <= Math.Min(_size - 1, item.X + reach); x++)
            {
                var (sum, coverage) = Pixel(item, x, y);
                if (coverage == 0)
                    continue;
                var at = y * _size + x;
                _colours[at] = _colours[at] * (1 - coverage) + sum + light * coverage;
                if (coverage < 0.5)
                    continue;
                _labels[at] = (byte)item.Label;
                count++;
            }
        _painted[item.Label] = count;
    }

    /// <summary>The object's light within one pixel, already weighted with the share of the pixel it covers.</summary>
    static (Colour Sum, double Coverage) Pixel(SceneObject item, int x, int y)
    {
        var (sum, hits) = (new Colour(), 0);
        for (var s = 0; s < Samples * Samples; s++)
        {
            var (row, column) = Math.DivRem(s, Samples);
            if (At(item, x + (column + 0.5) / Samples, y + (row + 0.5) / Samples) is not { } colour)
                continue;
            sum += colour;
            hits++;
        }
        return (sum * (1.0 / (Samples * Samples)), (double)hits / (Samples * Samples));
    }

    static Colour? At(SceneObject item, double pictureX, double pictureY)
    {
        var (sin, cos) = Math.SinCos(item.Angle);
        var (dx, dy) = ((pictureX - item.X) / item.Radius, (pictureY - item.Y) / item.Radius);
        var x = (cos * dx + sin * dy) * (item.IsMirrored ? -1 : 1);
        var y = cos * dy - sin * dx;
        var kind = item.Class;
        if (!kind.Body(x, y))
            return kind.Thin(x, y, Math.Max(0.06, ThinPixels / item.Radius)) ? item.Tint * 0.8 : null;
        var (px, py) = (x - kind.PatchX, y - kind.PatchY);
        return px * px + py * py < ShapeClass.PatchRadius * ShapeClass.PatchRadius
            ? kind.Patch(px, py)
            : item.Tint * (1.06 - 0.12 * (dx + dy + 2) / 4); // lit from the upper left
    }

    double LeastVisible()
    {
        var visible = new int[256];
        foreach (var label in _labels)
            visible[label]++;
        return _painted.Min(p => p.Value == 0 ? 0 : (double)visible[p.Key] / p.Value);
    }

    RgbImage Image(RandomStream grain)
    {
        var pixels = new byte[_size * _size * 3];
        for (var i = 0; i < _colours.Length; i++)
        {
            var colour = _colours[i].Vary(grain, light: Grain, tint: Grain / 2);
            pixels[i * 3] = Byte(colour.R);
            pixels[i * 3 + 1] = Byte(colour.G);
            pixels[i * 3 + 2] = Byte(colour.B);
        }
        return new RgbImage(_size, _size, pixels);
    }

    static byte Byte(double value) => (byte)Math.Round(Math.Clamp(value, 0, 1) * 255);
}
