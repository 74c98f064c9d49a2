namespace Platform.Trainer.Backbones;

/// <summary>
/// What WeCLIP calls the classes of a dataset, and the backgrounds it sets against them, in class order (refined-pseudo-label.md §2.4).
/// Spelling decides the tokens, so that of the original is kept, "sknowboard" too.
/// </summary>
static class ClipTextNames
{
    public static readonly IReadOnlyList<string> VocForeground =
    [
        "aeroplane", "bicycle", "bird avian", "boat", "bottle", "bus", "car", "cat", "chair seat", "cow", "diningtable", "dog",
        "horse", "motorbike", "person with clothes,people,human", "pottedplant", "sheep", "sofa", "train", "tvmonitor screen",
    ];

    public static readonly IReadOnlyList<string> VocBackground =
    [
        "ground", "land", "grass", "tree", "building", "wall", "sky", "lake", "water", "river", "sea", "railway", "railroad",
        "keyboard", "helmet", "cloud", "house", "mountain", "ocean", "road", "rock", "street", "valley", "bridge", "sign",
    ];

    public static readonly IReadOnlyList<string> CocoForeground =
    [
        "person with clothes,people,human", "bicycle", "car", "motorbike", "aeroplane", "bus", "train", "truck", "boat",
        "traffic light", "fire hydrant", "stop sign", "parking meter", "bench", "bird avian", "cat", "dog", "horse", "sheep",
        "cow", "elephant", "bear", "zebra", "giraffe", "backpack,bag", "umbrella,parasol", "handbag,purse", "necktie", "suitcase",
        "frisbee", "skis", "sknowboard", "sports ball", "kite", "baseball bat", "glove", "skateboard", "surfboard",
        "tennis racket", "bottle", "wine glass", "cup", "fork", "knife", "dessertspoon", "bowl", "banana", "apple", "sandwich",
        "orange", "broccoli", "carrot", "hot dog", "pizza", "donut", "cake", "chair seat", "sofa", "pottedplant", "bed",
        "diningtable", "toilet", "tvmonitor screen", "laptop", "mouse", "remote control", "keyboard", "cell phone", "microwave",
        "oven", "toaster", "sink", "refrigerator", "book", "clock", "vase", "scissors", "teddy bear", "hairdrier,blowdrier",
        "toothbrush",
    ];

    /// <summary>VOC's without those that are classes of COCO.</summary>
    public static readonly IReadOnlyList<string> CocoBackground = [.. VocBackground.Except(["keyboard", "sign"])];
}
